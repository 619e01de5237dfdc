package dev.patchbay.core.internal.connect;

import dev.patchbay.core.internal.audit.AuditChain;
import dev.patchbay.core.internal.base.Database;
import dev.patchbay.core.internal.base.UnlockedVault;
import dev.patchbay.core.internal.connections.ClientSource;
import dev.patchbay.core.internal.connections.ConnectedRows;
import dev.patchbay.core.internal.providers.Providers;
import dev.patchbay.core.internal.signin.Exchanges;
import dev.patchbay.core.internal.tokens.FirstTokens;
import dev.patchbay.core.internal.tokens.TokenSealing;
import dev.patchbay.core.internal.tokens.TokenSources;
import dev.patchbay.host.connect.ConnectFlow;
import dev.patchbay.host.connect.ConnectSessions;
import dev.patchbay.host.connect.OAuthClients;
import dev.patchbay.host.steps.Accounts;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Connect sessions and the flow behind their pages, put together. */
public final class ConnectParts {
    public final ConnectSessions sessions;
    public final ConnectFlow flow;

    /**
     * What they keep and how.
     *
     * @param tokenTime the clock that tokens are measured by, milliseconds since 1970
     */
    public record Keeping(
            Database database,
            UnlockedVault vault,
            AuditChain audit,
            ConnectedRows rows,
            FirstTokens firstTokens,
            TokenSealing tokens,
            LongSupplier tokenTime,
            SecureRandom random,
            Clock clock) {}

    /** Whom they ask. */
    public record Asking(
            Providers providers,
            Exchanges exchanges,
            TokenSources sources,
            ClientSource clientSource,
            OAuthClients clients,
            Accounts accounts) {}

    public ConnectParts(Keeping keeping, Asking asking, PublicUrl publicUrl, Supplier<ConnectSettings> settings) {
        ConnectGround ground = ConnectGround.of(
                keeping.database(), keeping.vault(), keeping.rows(), publicUrl, keeping.audit(), keeping.random(),
                keeping.clock(), settings);
        Connectable connectable = new Connectable(asking.providers(), asking.exchanges());
        StoredBefore before =
                new StoredBefore(keeping.database(), keeping.rows(), keeping.tokens(), asking.clientSource());
        OwnClients own = new OwnClients(asking.clients());
        FormCheck check = new FormCheck(asking.clientSource(), own, before, publicUrl);
        FlowEvents events = new FlowEvents(keeping.audit());
        ConnectionCommit commit = new ConnectionCommit(
                ground.sessions(), keeping.rows(), keeping.firstTokens(), events, keeping.clock());
        Landing landing = new Landing(before, asking.exchanges(), asking.sources(), keeping.tokenTime());
        SignInFlow signIn = new SignInFlow(
                ground, connectable, check, new AppSignIn(asking.exchanges()),
                new ProviderSignIn(ground, landing, commit), landing, commit, events, keeping.tokenTime());
        FlowPages pages = new FlowPages(ground, connectable, before, check, asking.clientSource(), asking.accounts());
        sessions = new StoredConnectSessions(
                ground, new SessionCheck(keeping.database(), keeping.rows(), connectable, settings));
        flow = new BrowserFlow(ground, connectable, pages, check, own, signIn, events);
    }
}
