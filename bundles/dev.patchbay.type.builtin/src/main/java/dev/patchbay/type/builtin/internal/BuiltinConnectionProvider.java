package dev.patchbay.type.builtin.internal;

import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.api.provider.ProvidesConnection;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/**
 * What a step names that uses a tool of the product itself: it has no login, so such a step is never asked to connect.
 * Stateless and thread-safe.
 */
@Component(service = ConnectionProvider.class)
@ProvidesConnection("builtin")
public final class BuiltinConnectionProvider implements ConnectionProvider {
    private static final String GUIDE = """
            ## Nothing to set up

            This tool is part of the product: it runs where your workflow runs and signs in nowhere. There is no connection to
            make, and nothing of yours leaves the product.
            """;

    private static final String GERMAN_GUIDE = """
            ## Nichts einzurichten

            Dieses Werkzeug ist ein Teil des Produkts: Es läuft, wo Ihr Ablauf läuft, und meldet sich nirgends an. Eine Verbindung
            braucht es nicht, und nichts von Ihnen verlässt das Produkt.
            """;

    private static final String ICON = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#334155" stroke-width="2"\
             stroke-linecap="round" stroke-linejoin="round"><rect x="4" y="4" width="16" height="16" rx="3"/>\
            <path d="M9 12l2.2 2.2L15.5 10"/></svg>
            """;

    private static final ConnectionDefinition DEFINITION = ConnectionDefinition.of("builtin", "Built-in tool")
            .description("A tool of the product itself, which needs no login.")
            .category("built-in")
            .icon("image/svg+xml", ICON.getBytes(StandardCharsets.UTF_8))
            .methods(ConnectionMethod.of("none", "No login").guide(GUIDE).auth(Auth.none()))
            .translation("de", BuiltinConnectionProvider.class)
            .translation("de", Map.of("methods.none.guide", GERMAN_GUIDE));

    @Override
    public ConnectionDefinition definition() {
        return DEFINITION;
    }
}
