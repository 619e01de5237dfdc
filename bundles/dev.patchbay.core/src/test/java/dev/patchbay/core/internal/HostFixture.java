package dev.patchbay.core.internal;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Field;
import dev.patchbay.core.internal.base.Startup;
import dev.patchbay.core.internal.operations.Ground;
import dev.patchbay.core.internal.signin.AuthEngines;
import dev.patchbay.core.internal.signin.EngineExchanges;
import dev.patchbay.core.internal.tokens.TokenParts;
import dev.patchbay.host.access.AuditLog;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.access.Scope;
import dev.patchbay.host.connections.ConnectionDraft;
import dev.patchbay.host.connections.ConnectionEdit;
import dev.patchbay.host.connections.ConnectionView;
import dev.patchbay.host.connections.RawValues;
import dev.patchbay.host.problem.FieldError;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.host.store.ConnectionRow;
import dev.patchbay.host.vault.Vault;
import dev.patchbay.store.internal.SqlStore;
import dev.patchbay.vault.internal.ConfiguredRootKey;
import dev.patchbay.vault.internal.KeyRingVault;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/** A host over a real database and a real vault; only its providers are of the test's making. */
public final class HostFixture implements AutoCloseable {
    public static final Duration LEASE = Duration.ofSeconds(30);
    public static final String CANARY = "c4nary-Passw0rd-c4nary";
    public static final String PUBLIC_URL = "https://patchbay.example/prefix";
    public static final Field<String> HOST = Field.host("host", "Host");
    public static final Field<String> USER = Field.text("username", "User name");
    public static final Field<Secret> PASSWORD = Field.secret("password", "Password");
    public static final Field<Integer> PORT = Field.integer("port", "Port").optional();

    public final Path data;
    public final TestClock clock;
    public final MemoryRootKey rootKey;
    public final FakeProviders providers;
    public final AuthEngines engines = new AuthEngines();
    public final HttpEgress egress = new HttpEgress();
    final SqlStore sql;
    public final CountingStore store;
    public final Vault vault;
    public final HostParts parts;

    public HostFixture(Path data) throws IOException {
        this(data, new MemoryRootKey());
    }

    /** A start over a data folder that may hold something. */
    public HostFixture(Path data, MemoryRootKey rootKey) throws IOException {
        this.data = data;
        this.rootKey = rootKey;
        clock = new TestClock();
        providers = new FakeProviders();
        sql = SqlStore.open(data, clock, 4);
        store = new CountingStore(sql);
        vault = vault(data);
        try {
            new Startup(store, vault, rootKey).unlockOrBegin();
        } catch (RuntimeException e) {
            sql.close();
            throw e;
        }
        parts = parts();
        providers.install(ftp());
    }

    /** Another host over the same database. */
    private HostFixture(HostFixture first) {
        data = first.data;
        clock = first.clock;
        rootKey = first.rootKey;
        providers = first.providers;
        sql = first.sql;
        vault = first.vault;
        store = new CountingStore(sql);
        parts = parts();
    }

    /** A second host over the same database: what is in memory is its own. Its end is not the database's. */
    public HostFixture twin() {
        return new HostFixture(this);
    }

    private HostParts parts() {
        return new HostParts(ground(), providers, () -> Duration.ofMinutes(10), () -> PUBLIC_URL, means());
    }

    /** How this host gets to engines. */
    public TokenParts.Means means() {
        return new TokenParts.Means(new EngineExchanges(engines, () -> egress), () -> LEASE, clock::nanos);
    }

    public Ground ground() {
        return new Ground(store, vault, clock, new SecureRandom(), data);
    }

    static Vault vault(Path data) {
        return new KeyRingVault(passphraseSource(data));
    }

    /** The source as it is in the product, over the passphrase file of a data folder. */
    public static ConfiguredRootKey passphraseSource(Path data) {
        BundleContext context = (BundleContext) Proxy.newProxyInstance(
                HostFixture.class.getClassLoader(), new Class<?>[] {BundleContext.class},
                (proxy, method, arguments) -> method.getName().equals("getProperty") ? data.toString() : null);
        return new ConfiguredRootKey(context, Map.of());
    }

    public static ConnectionDefinition ftp() {
        return ConnectionDefinition.of("ftp", "FTP").allowedHosts("{host}")
                .methods(ConnectionMethod.of("password", "Password").fields(HOST, PORT, USER, PASSWORD));
    }

    public static Caller caller(@Nullable String account, Scope... scopes) {
        Set<Scope> set = scopes.length == 0 ? EnumSet.allOf(Scope.class) : Set.copyOf(Arrays.asList(scopes));
        return new Caller(Caller.Kind.API_KEY, "key_" + account, "Key of " + account, set, account, "192.0.2.7");
    }

    public static final Caller ADMIN = caller(null);

    public static ConnectionDraft draft(String account, String label) {
        return new ConnectionDraft(account, "ftp", null, label, values());
    }

    public static RawValues values() {
        return new RawValues(Map.of("host", "ftp.example.com", "username", "ada", "password", CANARY));
    }

    public static ConnectionEdit edit(Map<String, ? extends @Nullable Object> values) {
        return new ConnectionEdit(null, new RawValues(values), null);
    }

    public ConnectionView create(String account, String label) {
        return parts.connections.create(ADMIN, draft(account, label), null);
    }

    public ConnectionRow row(String id) {
        return store.read(r -> r.findConnection(id)).orElseThrow();
    }

    public List<String> actions() {
        return parts.audit.list(ADMIN, new AuditLog.Query(null, null, null, 500, null))
                .items().stream().map(e -> e.action()).toList();
    }

    /** The problem that the work must end with. */
    public static ProblemException problem(ProblemType type, Runnable work) {
        try {
            work.run();
        } catch (ProblemException e) {
            if (e.type().equals(type)) {
                return e;
            }
            throw new AssertionError("ended with " + e.type().slug() + " instead of " + type.slug(), e);
        }
        throw new AssertionError("did not end with " + type.slug());
    }

    /** Field and code of each error, in order. */
    public static Set<String> faults(ProblemException e) {
        Set<String> faults = new TreeSet<>();
        for (FieldError error : e.errors()) {
            faults.add(error.field() + " " + error.code());
        }
        return faults;
    }

    @Override
    public void close() {
        parts.tokens.close();
        sql.close();
        vault.lock();
    }
}
