package dev.patchbay.core.internal;

import dev.patchbay.core.internal.access.FirstKey;
import dev.patchbay.core.internal.access.StoredApiKeys;
import dev.patchbay.core.internal.audit.AuditChain;
import dev.patchbay.core.internal.audit.ChainedAudit;
import dev.patchbay.core.internal.audit.Uses;
import dev.patchbay.core.internal.base.Cursors;
import dev.patchbay.core.internal.base.Database;
import dev.patchbay.core.internal.base.Ids;
import dev.patchbay.core.internal.base.UnlockedVault;
import dev.patchbay.core.internal.connect.ConnectParts;
import dev.patchbay.core.internal.connect.ConnectSettings;
import dev.patchbay.core.internal.connect.OAuthClientParts;
import dev.patchbay.core.internal.connect.PublicUrl;
import dev.patchbay.core.internal.connections.ActiveKek;
import dev.patchbay.core.internal.connections.Availability;
import dev.patchbay.core.internal.connections.ConnectedRows;
import dev.patchbay.core.internal.connections.ConnectionChange;
import dev.patchbay.core.internal.connections.ConnectionCreation;
import dev.patchbay.core.internal.connections.ConnectionCounts;
import dev.patchbay.core.internal.connections.ConnectionListing;
import dev.patchbay.core.internal.connections.ConnectionLookup;
import dev.patchbay.core.internal.connections.ConnectionRemoval;
import dev.patchbay.core.internal.connections.ConnectionTimeline;
import dev.patchbay.core.internal.connections.ConnectionViews;
import dev.patchbay.core.internal.connections.DraftCheck;
import dev.patchbay.core.internal.connections.FileTransfers;
import dev.patchbay.core.internal.connections.KeyRotation;
import dev.patchbay.core.internal.connections.ProviderUse;
import dev.patchbay.core.internal.connections.SchemaLift;
import dev.patchbay.core.internal.connections.Sealing;
import dev.patchbay.core.internal.connections.SignInFacts;
import dev.patchbay.core.internal.connections.StoredConnections;
import dev.patchbay.core.internal.connections.TestNotes;
import dev.patchbay.core.internal.connections.Uploads;
import dev.patchbay.core.internal.connections.UsableConnections;
import dev.patchbay.core.internal.connections.WantedGrants;
import dev.patchbay.core.internal.operations.Ground;
import dev.patchbay.core.internal.people.PeopleGround;
import dev.patchbay.core.internal.people.PersonLinks;
import dev.patchbay.core.internal.people.SessionLimits;
import dev.patchbay.core.internal.people.StoredPersonSessions;
import dev.patchbay.core.internal.providers.Providers;
import dev.patchbay.core.internal.steps.AccountRecords;
import dev.patchbay.core.internal.steps.StoredAccounts;
import dev.patchbay.core.internal.steps.StoredSteps;
import dev.patchbay.core.internal.tokens.StoredSignIns;
import dev.patchbay.core.internal.tokens.TokenParts;
import dev.patchbay.core.internal.tokens.TokenSealing;
import dev.patchbay.core.internal.updates.UpdateParts;
import dev.patchbay.host.access.Caller;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/** The parts of a host whose database is open and whose vault is unlocked, put together. */
public final class HostParts {
    private static final long CACHE_LEAST = 4L << 20;

    final Database database;
    final AuditChain chain;
    public final ChainedAudit audit;
    public final StoredApiKeys apiKeys;
    public final FirstKey firstKey;
    public final Uses uses;
    public final ConnectionLookup lookup;
    public final SchemaLift lift;
    public final UpdateParts following;
    public final ConnectionRemoval removal;
    public final ActiveKek kek;
    public final KeyRotation rotation;
    public final ConnectionCounts counts;
    public final StoredConnections connections;
    public final ProviderUse use;
    public final FileTransfers files;
    public final ConnectedRows connectedRows;
    public final OAuthClientParts oauth;
    public final TokenParts tokens;
    public final StoredAccounts accounts;
    public final StoredSteps steps;
    private final Clock clock;
    private final Ground ground;
    private final Providers providers;
    private final TokenParts.Means means;

    public HostParts(
            Ground ground,
            Providers providers,
            Supplier<Duration> deleteGrace,
            Supplier<String> publicUrl,
            TokenParts.Means means) {
        this.ground = ground;
        this.providers = providers;
        this.means = means;
        clock = ground.clock();
        UnlockedVault vault = ground.unlocked();
        database = new Database(ground.store());
        chain = ground.chain();
        Cursors cursors = new Cursors(vault);
        audit = new ChainedAudit(database, chain, cursors, clock);
        apiKeys = ground.apiKeys();
        firstKey = new FirstKey(database, apiKeys, ground.data());
        uses = new Uses(database, chain, clock);
        Sealing sealing = new Sealing(vault);
        lookup = new ConnectionLookup(database, sealing, Math.max(CACHE_LEAST, Runtime.getRuntime().maxMemory() / 8));
        lift = new SchemaLift(lookup, sealing, chain, clock, providers);
        kek = new ActiveKek(database, vault, chain, clock, ActiveKek.WRAPS);
        Ids ids = new Ids(ground.random());
        oauth = new OAuthClientParts(database, vault, providers, kek, chain, ids, clock, publicUrl);
        rotation = new KeyRotation(database, lookup, sealing, vault, chain, kek, oauth.keys);
        Availability availability = new Availability(providers, means.exchanges()::hasEngine);
        UsableConnections usable = new UsableConnections(lookup, providers, availability, sealing, lift);
        SignInFacts signIns = new StoredSignIns(database, new TokenSealing(vault));
        ConnectionViews views = new ConnectionViews(database, providers, sealing, availability, signIns);
        tokens = new TokenParts(
                new TokenParts.Base(
                        database, vault, lookup, sealing, usable, chain, clock, ground.random(), ground.data()),
                oauth.source, means);
        WantedGrants wanted = new WantedGrants(oauth.source);
        following = new UpdateParts(
                new UpdateParts.Base(database, vault, lookup, sealing, lift, chain, clock), providers, wanted);
        DraftCheck check = new DraftCheck(providers, oauth.source);
        removal = new ConnectionRemoval(database, lookup, sealing, chain, clock, deleteGrace, views, tokens.farewells);
        counts = new ConnectionCounts(database, providers, availability);
        connections = new StoredConnections(
                lookup,
                views,
                new ConnectionListing(database, cursors, views, chain),
                counts,
                new ConnectionCreation(database, vault, kek, sealing, check, chain, ids, clock, views),
                new ConnectionChange(lookup, usable, sealing, kek, chain, clock, views, wanted),
                removal,
                new ConnectionTimeline(database, lookup, cursors));
        accounts = new StoredAccounts(database, new AccountRecords(vault), cursors, chain, clock);
        connectedRows = new ConnectedRows(lookup, availability, lift, sealing, kek, clock);
        use = new ProviderUse(
                usable, check, uses, new TestNotes(lookup, sealing, chain, clock), tokens.tokens, availability, lookup, views);
        steps = new StoredSteps(database, connections, use, providers, accounts, chain, clock);
        files = new FileTransfers(usable, tokens.tokens, uses, database, chain, new Uploads(ground.random()));
    }

    /** Connect sessions and the flow behind their pages. */
    public ConnectParts connect(PublicUrl publicUrl, Supplier<ConnectSettings> settings) {
        return new ConnectParts(
                new ConnectParts.Keeping(
                        database, ground.unlocked(), chain, connectedRows, tokens.firstTokens,
                        new TokenSealing(ground.unlocked()), tokens.clock::millis, ground.random(), clock),
                new ConnectParts.Asking(providers, means.exchanges(), tokens.sources, oauth.source, oauth.clients, accounts),
                publicUrl, settings);
    }

    /** Sessions of people. */
    public StoredPersonSessions people(
            PublicUrl publicUrl, Supplier<ConnectSettings> connect, Supplier<SessionLimits> limits) {
        PeopleGround base = PeopleGround.of(ground, publicUrl::base);
        PersonLinks links = new PersonLinks(
                base, account -> accounts.describe(account).label(), () -> connect.get().returnTo());
        return new StoredPersonSessions(base, apiKeys, links, uses, limits);
    }

    /** Forgets answered creates whose day is over. */
    public void forgetAnswers() {
        database.write(w -> {
            w.purgeIdempotency(clock.millis());
            return true;
        });
    }

    /** Removes connect sessions that ended. */
    public void forgetSessions() {
        database.write(w -> w.purgeSessions(clock.millis()));
    }

    /** Notes that the host serves from now on. */
    void noteStart(Caller host) {
        database.write(w -> chain.append(w, host, "host.start", "host", null, Map.of()));
    }
}
