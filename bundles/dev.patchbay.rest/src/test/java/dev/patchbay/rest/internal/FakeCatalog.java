package dev.patchbay.rest.internal;

import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.connections.ProviderCatalog;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One provider. */
final class FakeCatalog implements ProviderCatalog {
    private final FakeHost host;

    FakeCatalog(FakeHost host) {
        this.host = host;
    }

    private static ProviderView ftp() {
        ConnectionDefinition ftp = ConnectionDefinition.of("ftp", "FTP").description("Moves files.").category("files")
                .icon("image/svg+xml", "<svg/>".getBytes(StandardCharsets.US_ASCII))
                .methods(ConnectionMethod.of("login", "Login").guide("How."))
                .translation("de", Map.of("label", "FTP-Server", "methods.login.label", "Anmeldung", "methods.login.guide", "Wie."));
        return new ProviderView(ftp, "{\"id\":\"ftp\"}", "dev.patchbay.app.ftp", "0.1.0", false, "Being updated.", Set.of("test", "files"));
    }

    @Override
    public List<ProviderView> list(Caller caller, ProviderQuery query) {
        host.note("providers " + query);
        return List.of(ftp());
    }

    @Override
    public ProviderView get(Caller caller, String id) {
        if (id.equals("login")) {
            ConnectionDefinition login = ConnectionDefinition.of("login", "Login").icon("text/html", new byte[1]);
            return new ProviderView(login, "{}", "dev.patchbay.type.login", "0.1.0", true, null, Set.of("test"));
        }
        if (!id.equals("ftp")) {
            throw FakeHost.notFound();
        }
        return ftp();
    }

    @Override
    public List<Refusal> refusals() {
        return List.of();
    }
}
