package dev.patchbay.core.internal.people;

import dev.patchbay.api.Secret;
import dev.patchbay.core.internal.HostFixture;
import dev.patchbay.core.internal.connect.ConnectSettings;
import dev.patchbay.core.internal.connect.PublicUrl;
import dev.patchbay.core.internal.connect.ReturnTargets;
import dev.patchbay.host.access.ApiKeys.ApiKeyRequest;
import dev.patchbay.host.access.ApiKeys.NewApiKey;
import dev.patchbay.host.access.AuditLog;
import dev.patchbay.host.access.Scope;
import dev.patchbay.host.access.Sessions.Link;
import dev.patchbay.host.access.Sessions.Opened;
import dev.patchbay.host.access.Sessions.Request;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A host with people's sessions over a real database. */
final class PeopleFixture implements AutoCloseable {
    static final String ADDRESS = "192.0.2.9";
    static final Request SHOP = new Request("shop", null, null, null);

    final HostFixture host;
    final StoredPersonSessions sessions;
    volatile SessionLimits limits = SessionLimits.STANDARD;

    PeopleFixture(Path data) throws IOException {
        host = new HostFixture(data);
        sessions = people(host);
    }

    /** Those of another host over the same database. */
    StoredPersonSessions people(HostFixture on) {
        ConnectSettings connect =
                new ConnectSettings(Duration.ofMinutes(30), ReturnTargets.of("https://shop.example/back"));
        return on.parts.people(
                new PublicUrl(() -> URI.create(HostFixture.PUBLIC_URL), "127.0.0.1", 1), () -> connect, () -> limits);
    }

    NewApiKey key(@Nullable String account, @Nullable Instant expiresAt, Scope... scopes) {
        return host.parts.apiKeys.create(
                HostFixture.ADMIN, new ApiKeyRequest("Ada's key", Set.of(scopes), account, expiresAt));
    }

    Opened open(NewApiKey key) {
        return sessions.signIn(key.text(), ADDRESS);
    }

    Opened open(Link link) {
        return sessions.signIn(token(link), ADDRESS);
    }

    static Secret token(Link link) {
        return Secret.of(link.url().getFragment());
    }

    List<AuditLog.Entry> audit(String action) {
        return host.parts.audit.list(HostFixture.ADMIN, new AuditLog.Query(null, null, action, 500, null)).items();
    }

    @Override
    public void close() {
        host.close();
    }
}
