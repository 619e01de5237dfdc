package dev.patchbay.type.builtin.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import java.util.List;
import org.junit.Test;

public class BuiltinConnectionProviderTest {
    private final ConnectionDefinition definition = new BuiltinConnectionProvider().definition();

    @Test
    public void theDefinitionHasNoFaults() {
        assertEquals(List.of(), definition.faults());
        assertEquals("builtin", definition.id());
    }

    @Test
    public void itsOneMethodNeedsNoLoginAndAsksForNothing() {
        ConnectionMethod only = definition.methods().get(0);
        assertEquals(1, definition.methods().size());
        assertTrue(only.auth() instanceof Auth.None);
        assertEquals(List.of(), only.fields());
        assertFalse(only.needsClient());
        assertFalse(only.guide().isBlank());
    }

    @Test
    public void itReachesNoHost() {
        assertEquals(List.of(), definition.endpointTemplates(definition.methods().get(0)));
    }
}
