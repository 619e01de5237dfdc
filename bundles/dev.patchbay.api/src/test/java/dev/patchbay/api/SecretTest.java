package dev.patchbay.api;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;

import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.HttpCall;
import dev.patchbay.api.provider.HttpReply;
import dev.patchbay.api.provider.Values;
import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class SecretTest {
    private static final String CANARY = "c4n4ry-value";
    private static final Secret SECRET = Secret.of(CANARY);

    @Test
    public void onlyRevealShowsIt() {
        assertEquals(CANARY, SECRET.reveal());
        assertFalse(SECRET.toString().contains(CANARY));
        Field<Secret> field = Field.secret("password", "Password");
        Credential credential = new Credential("p", "m", "stored-fields", Map.of("password", SECRET), SECRET, null);
        HttpCall call = HttpCall.post(URI.create("https://example.com/" + CANARY), "text/plain", CANARY)
                .header("X-Key", CANARY);
        HttpReply reply = new HttpReply(200, Map.of("X-Key", List.of(CANARY)), CANARY.getBytes());
        for (Object holder : List.of(Values.empty().with(field, SECRET), credential, call, call.headers(), reply)) {
            assertFalse(holder.getClass().getName(), holder.toString().contains(CANARY));
        }
    }

    @Test
    public void noPublicMethodButRevealReturnsText() {
        List<String> telling = Arrays.stream(Secret.class.getMethods())
                .filter(m -> m.getDeclaringClass() == Secret.class && m.getParameterCount() == 0)
                .filter(m -> m.getReturnType() != int.class)
                .map(java.lang.reflect.Method::getName)
                .sorted()
                .toList();
        assertEquals(List.of("reveal", "toString"), telling);
    }

    @Test
    public void javaSerializationRefusesIt() throws Exception {
        try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
            assertThrows(NotSerializableException.class, () -> out.writeObject(SECRET));
        }
    }

    @Test
    public void equalTextsAreEqualAndHashSaysNothing() {
        assertEquals(SECRET, Secret.of(new StringBuilder(CANARY)));
        assertNotEquals(SECRET, Secret.of("other"));
        assertEquals(SECRET.hashCode(), Secret.of("other").hashCode());
    }
}
