package dev.patchbay.core.internal;

import dev.patchbay.api.Secret;
import dev.patchbay.api.files.FileSession;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Values;
import dev.patchbay.api.signing.RequestSigning;
import dev.patchbay.core.internal.calls.CallSigner;
import dev.patchbay.core.internal.definitions.AppAccount;
import dev.patchbay.core.internal.definitions.Grant;
import dev.patchbay.core.internal.providers.FileWork;
import dev.patchbay.core.internal.providers.ProviderHooks;
import dev.patchbay.core.internal.providers.Providers;
import dev.patchbay.host.connections.ProviderUpdates.Rehearsed;
import dev.patchbay.host.connections.TestReport;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Providers without bundles: what a test installs is here, what it takes away leaves its definition. */
public final class FakeProviders implements Providers {
    private final Map<String, FakeLive> live = new ConcurrentHashMap<>();
    private final Map<String, ConnectionDefinition> seen = new ConcurrentHashMap<>();

    public FakeLive install(ConnectionDefinition definition) {
        if (!definition.faults().isEmpty()) {
            throw new IllegalArgumentException(definition.faults().toString());
        }
        FakeLive provider = new FakeLive(definition);
        live.put(definition.id(), provider);
        seen.put(definition.id(), definition);
        return provider;
    }

    public void remove(String id) {
        live.remove(id);
    }

    public void forget(String id) {
        live.remove(id);
        seen.remove(id);
    }

    @Override
    public Optional<Live> find(String id) {
        return Optional.ofNullable(live.get(id));
    }

    @Override
    public List<Live> available() {
        return live.keySet().stream().sorted().map(this::find).flatMap(Optional::stream).toList();
    }

    @Override
    public Optional<ConnectionDefinition> definition(String id) {
        return Optional.ofNullable(seen.get(id));
    }

    @Override
    public String whyUnavailable(String id) {
        return "Needs the provider " + id + ", which is not installed.";
    }

    @Override
    public List<Rehearsed> rehearse(long bundleId) {
        return List.of();
    }

    /** One provider; a test sets how it behaves. */
    public static final class FakeLive implements Live {
        private final ConnectionDefinition definition;
        public String owner = "dev.example.provider";
        public volatile TestReport report = new TestReport(null, List.of());
        public volatile AppAccount account = AppAccount.UNKNOWN;
        public volatile @Nullable Secret lastAccessToken;
        public volatile @Nullable CallSigner signer;
        public volatile Map<String, String> lastSignature = Map.of();
        public volatile @Nullable Runnable beforeTest;
        public volatile @Nullable Values lastValues;
        public volatile @Nullable Grant lastGrant;
        public volatile ProviderHooks hooks = new ScriptedHooks();
        public final MemoryFiles files = new MemoryFiles();

        FakeLive(ConnectionDefinition definition) {
            this.definition = definition;
        }

        @Override
        public ConnectionDefinition definition() {
            return definition;
        }

        @Override
        public String owner() {
            return owner;
        }

        @Override
        public TestReport test(
                ConnectionMethod method,
                Values values,
                @Nullable Secret accessToken,
                Grant grant,
                Consumer<TestReport.Step> onStep) {
            lastValues = values;
            lastAccessToken = accessToken;
            lastGrant = grant;
            CallSigner by = signer;
            lastSignature = by == null ? Map.of() : by.sign(new RequestSigning.Request("GET", URI.create(definition.baseUrl() + "/me"), Map.of()));
            if (beforeTest != null) {
                beforeTest.run();
            }
            report.steps().forEach(onStep);
            return report;
        }

        @Override
        public Meeting meet(ConnectionMethod method, Values values, @Nullable Secret accessToken, Grant grant) {
            return new Meeting(test(method, values, accessToken, grant, step -> { }), account);
        }

        @Override
        public Live signing(CallSigner by) {
            signer = by;
            return this;
        }

        @Override
        public ProviderHooks hooks() {
            return hooks;
        }

        @Override
        public <T> T files(
                ConnectionMethod method, Values values, @Nullable Secret accessToken, Grant grant, FileWork<T> work) {
            lastAccessToken = accessToken;
            lastGrant = grant;
            try (FileSession session = files.session()) {
                return work.run(session);
            } catch (NoSuchFileException e) {
                throw new ProblemException(ProblemType.NOT_FOUND, "There is no such file or folder.");
            } catch (FileAlreadyExistsException e) {
                throw new ProblemException(ProblemType.CONFLICT, "There is something at this path already.");
            } catch (IOException e) {
                throw new ProblemException(ProblemType.APP_FAILED, "The transfer broke.");
            }
        }
    }
}
