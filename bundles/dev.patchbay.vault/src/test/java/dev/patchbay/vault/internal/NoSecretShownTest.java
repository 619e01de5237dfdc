package dev.patchbay.vault.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Secret;
import dev.patchbay.host.vault.RootKeySource;
import dev.patchbay.host.vault.SealedKey;
import dev.patchbay.host.vault.Vault.Purpose;
import dev.patchbay.host.vault.VaultException;
import dev.patchbay.host.vault.WrappedKey;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;

/** A canary, raw and encoded, in no text and in no sealed byte. */
public class NoSecretShownTest {
    private static final String CANARY = "canary-0123456789abcdef-012345";
    private static final byte[] KEY = (CANARY + "67").getBytes(UTF_8);

    private final KeyRingVault vault = Vaults.locked();
    private final RootKeySource source = Vaults.source(CANARY);
    private final List<SealedKey> ring = vault.createRing(source);

    @Test
    public void noClassThatHoldsAKeyShowsIt() throws Exception {
        vault.unlock(ring, source);
        Passphrase passphrase = Vaults.passphrase(CANARY);
        PassphrasePlaces places = new PassphrasePlaces(name -> CANARY, null, Path.of("/none"), warning -> { });
        for (Object object : new Object[] {
            KeyBytes.copyOf(KEY), passphrase, places, vault, source,
            new PassphraseRootKey(places, new QuickEnvelope(), new SecureRandom()),
            new ConfigValues(() -> passphrase, new QuickEnvelope()), new StreamChunks(KeyBytes.copyOf(KEY), new byte[4]),
            new SealingOutputStream(new QuickEnvelope(), passphrase, new SecureRandom(), new ByteArrayOutputStream()),
            new KeyRing(KeyBytes.copyOf(SealedRoot.open(ring.get(0).sealed(), source).getEncoded()), ring,
                    new RecordFrame(new SecureRandom())),
        }) {
            assertClean(object.getClass().getName(), object.toString());
        }
    }

    @Test
    public void noRefusalShowsASecret() {
        vault.unlock(ring, source);
        byte[] canary = CANARY.getBytes(UTF_8);
        WrappedKey key = vault.newDataKey(canary);
        byte[] sealed = vault.seal(key, canary, canary, canary);
        assertCleanRefusal(() -> vault.unlock(ring, Vaults.source(CANARY + "x")));
        assertCleanRefusal(() -> vault.open(key, canary, new byte[0], sealed));
        assertCleanRefusal(() -> vault.open(new WrappedKey(CANARY, canary), canary, canary, sealed));
        assertCleanRefusal(() -> vault.configSecret("ENC(" + CANARY + ")"));
        assertCleanRefusal(() -> vault.configSecret("ENC(" + CANARY + "!)"));
        assertCleanRefusal(() -> vault.adoptRoot(canary, Secret.of(CANARY), source));
        assertCleanRefusal(() -> vault.sealRootFor(Secret.of(CANARY + "\ud800")));
    }

    @Test
    public void nothingSealedHoldsASecret() throws Exception {
        vault.unlock(ring, source);
        byte[] canary = CANARY.getBytes(UTF_8);
        WrappedKey key = vault.newDataKey(canary);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (SealedKey sealed : ring) {
            all.writeBytes(sealed.sealed());
        }
        all.writeBytes(key.bytes());
        all.writeBytes(vault.seal(key, canary, canary, canary));
        all.writeBytes(vault.mac(Purpose.FINGERPRINT, canary));
        all.writeBytes(vault.encryptForConfig(Secret.of(CANARY)).getBytes(UTF_8));
        all.writeBytes(vault.sealRootFor(Secret.of(CANARY)));
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        try (var out = vault.sealing(Secret.of(CANARY), stream)) {
            out.write(canary);
        }
        all.writeBytes(stream.toByteArray());
        assertTrue(all.size() > 500);
        assertClean("sealed bytes", all.toString(ISO_8859_1));
    }

    private static void assertCleanRefusal(ThrowingRunnable act) {
        VaultException refusal = assertThrows(VaultException.class, act);
        StringWriter trace = new StringWriter();
        refusal.printStackTrace(new PrintWriter(trace));
        assertClean("a refusal", trace.toString());
    }

    private static void assertClean(String what, String text) {
        byte[] bytes = CANARY.getBytes(UTF_8);
        String base64 = Base64.getEncoder().encodeToString(bytes);
        for (String form : List.of(CANARY, HexFormat.of().formatHex(bytes), base64.substring(0, 30))) {
            assertFalse(what + " shows a secret", text.contains(form));
        }
    }
}
