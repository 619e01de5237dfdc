package dev.patchbay.core.internal.providers;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Failure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.Secret;
import dev.patchbay.api.files.FileSession;
import dev.patchbay.api.files.FileTransfer;
import dev.patchbay.api.provider.ConnectionContext;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.api.provider.Values;
import dev.patchbay.core.internal.base.Problems;
import dev.patchbay.core.internal.calls.CallContext;
import dev.patchbay.core.internal.calls.CallContext.Subject;
import dev.patchbay.core.internal.calls.CallSigner;
import dev.patchbay.core.internal.calls.MappedSession;
import dev.patchbay.core.internal.calls.Redactor;
import dev.patchbay.core.internal.definitions.Grant;
import dev.patchbay.core.internal.providers.ProviderCall.Cut;
import dev.patchbay.core.internal.providers.ProviderCall.CutException;
import dev.patchbay.host.connections.TestReport;
import dev.patchbay.host.egress.Egress;
import dev.patchbay.host.egress.EgressCall;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one door to providers: lane, deadline, sockets of the call, mapping and redaction of whatever goes wrong. Nothing of a
 * provider's own comes out: neither its objects nor what it throws. Thread-safe.
 */
public final class ProviderDoor {
    /** The capability of providers that move files. */
    static final String FILES = "files";

    private static final Logger LOG = LoggerFactory.getLogger(ProviderDoor.class);

    private final Supplier<@Nullable Egress> egress;
    private final Supplier<@Nullable URI> callback;
    private final CallLimits limits;

    /**
     * @param egress the way out as it is now, null while there is none
     * @param callback where apps send people back to, null while the host does not know its public address
     */
    public ProviderDoor(Supplier<@Nullable Egress> egress, Supplier<@Nullable URI> callback, CallLimits limits) {
        this.egress = egress;
        this.callback = callback;
        this.limits = limits;
    }

    /**
     * What a test is of.
     *
     * @param signer signs the declared test, or null
     */
    record Tested(
            ConnectionMethod method, Values values, @Nullable Secret accessToken, Grant grant, @Nullable CallSigner signer) {
        @Override
        public String toString() {
            return "Tested " + method.id();
        }
    }

    /**
     * Runs a provider's test. Whatever the provider does is in the report, the deadline too.
     *
     * @param onStep hears each step when it ends, from another thread
     * @throws ProblemException {@code PROVIDER_STOPPING}, {@code PROVIDER_BUSY}, {@code PROVIDER_UNAVAILABLE} or
     *     {@code NOT_READY}
     */
    TestReport test(ProviderHandle provider, Tested tested, Consumer<TestReport.Step> onStep) {
        return test(provider.lane(), context(provider, tested, onStep), false);
    }

    /** Runs a provider's test, and asks the app whose login it is where the test did not; throws as {@link #test}. */
    Providers.Meeting meet(ProviderHandle provider, Tested tested) {
        CallContext context = context(provider, tested, step -> { });
        TestReport report = test(provider.lane(), context, true);
        return new Providers.Meeting(report, context.account());
    }

    private TestReport test(ProviderLane lane, CallContext context, boolean askWhose) {
        try {
            lane.call(new ContextMeans(context), limits.forTest(), () -> {
                runTest(lane, context, askWhose);
                return true;
            });
            context.steps().close(null);
        } catch (CutException e) {
            if (e.cut() == Cut.CANCELLED) {
                throw cancelled();
            }
            /* at its deadline the report says so itself */
        } finally {
            context.end();
        }
        return context.steps().report();
    }

    private static void runTest(ProviderLane lane, CallContext context, boolean askWhose) {
        try {
            lane.provider().test(context);
            if (askWhose) {
                context.askWhose();
            }
        } catch (ProblemException left) {
            throw left;
        } catch (Throwable e) {
            context.fail(context.failure(e, Reason.UNEXPECTED));
        }
    }

    /**
     * Opens a file session and does the work with it.
     *
     * @throws ProblemException {@code NOT_FOUND} and {@code CONFLICT} for what is missing and what is there already,
     *     {@code APP_FAILED} with the reason as the code of its one error, {@code DEADLINE} for a transfer without progress,
     *     and as {@link #test}
     * @throws UncheckedIOException for what the work's own streams threw
     */
    <T> T files(
            ProviderHandle provider,
            ConnectionMethod method,
            Values values,
            @Nullable Secret accessToken,
            Grant grant,
            FileWork<T> work) {
        if (!provider.capabilities().contains(FILES)) {
            throw new ProblemException(ProblemType.CONFLICT, "The provider " + provider.id() + " moves no files.");
        }
        ProviderLane lane = provider.lane();
        CallContext context = context(provider, new Tested(method, values, accessToken, grant, null), step -> { });
        try {
            return lane.call(new ContextMeans(context), limits.forTransfer(), () -> runFiles(lane, context, work));
        } catch (CutException e) {
            throw e.cut() == Cut.CANCELLED ? cancelled() : new ProblemException(ProblemType.DEADLINE,
                    "The transfer made no progress for " + limits.idle().toSeconds() + " seconds.");
        } finally {
            context.end();
        }
    }

    private static <T> T runFiles(ProviderLane lane, CallContext context, FileWork<T> work) {
        MappedSession session = new MappedSession(open(lane, context), context);
        try {
            return work.run(session);
        } catch (NoSuchFileException e) {
            throw new ProblemException(ProblemType.NOT_FOUND, "There is no such file or folder.");
        } catch (FileAlreadyExistsException e) {
            throw new ProblemException(ProblemType.CONFLICT, "There is something at this path already.");
        } catch (DirectoryNotEmptyException e) {
            throw new ProblemException(ProblemType.CONFLICT, "The folder is not empty; delete what is in it first.");
        } catch (AccessDeniedException e) {
            throw Problems.appFailed(new Failure(Reason.PERMISSION_MISSING, "The login may not do this."));
        } catch (ConnectionFailure e) {
            throw Problems.appFailed(e.failure());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            close(session);
        }
    }

    private static FileSession open(ProviderLane lane, CallContext context) {
        try {
            FileSession session = ((FileTransfer) lane.provider()).open(context);
            if (session != null) {
                return session;
            }
        } catch (ProblemException left) {
            throw left;
        } catch (Throwable e) {
            throw Problems.appFailed(context.failure(e, e instanceof IOException ? Reason.REMOTE_ERROR : Reason.UNEXPECTED));
        }
        throw Problems.appFailed(new Failure(Reason.UNEXPECTED, "The integration gave no file session."));
    }

    private static void close(MappedSession session) {
        try {
            session.close();
        } catch (IOException | RuntimeException e) {
            /* the work is done or has failed already; the host closes the sockets in any case */
            LOG.debug("a file session did not log out: {}", e.getClass().getName());
        }
    }

    /** Something mixed in; gives nothing of the provider's own. */
    interface HookWork<T> {
        T run(ConnectionProvider provider, ConnectionContext context) throws Exception;
    }

    /**
     * Calls what is mixed into a provider.
     *
     * @param told what the call tells besides the values, as far as it is secret
     * @throws ConnectionFailure for what the provider threw, an answer of no use, and a call that did not end in time
     * @throws ProblemException as {@link #test}, where the provider was not called
     */
    <T> T hook(ProviderHandle provider, HookCall call, List<Values> told, HookWork<T> work) {
        URI back = call.callback() == null ? callback.get() : call.callback();
        Subject subject = new Subject(
                provider.definition(), call.method(), call.values(), call.accessToken(), call.grant(), back);
        Redactor redactor = Redactor.of(call.values(), call.accessToken()).with(told);
        CallContext context = new CallContext(subject, way(provider, call.grant()), redactor, step -> { });
        AtomicBoolean begun = new AtomicBoolean();
        try {
            return provider.lane().call(new ContextMeans(context), limits.forHook(call.atMost()), () -> {
                ConnectionProvider object = provider.lane().provider();
                begun.set(true);
                return run(object, context, work);
            });
        } catch (CutException e) {
            throw new ConnectionFailure(Reason.UNREACHABLE, "There was no answer in time.");
        } catch (ProblemException e) {
            throw begun.get() ? new ConnectionFailure(Reason.UNREACHABLE, "The integration was stopped meanwhile.") : e;
        } finally {
            context.end();
        }
    }

    private static <T> T run(ConnectionProvider provider, CallContext context, HookWork<T> work) {
        Failure failure;
        try {
            return work.run(provider, context);
        } catch (Throwable e) {
            failure = context.failure(e, e instanceof IOException ? Reason.REMOTE_ERROR : Reason.UNEXPECTED);
        }
        throw new ConnectionFailure(failure.reason(), failure.message());
    }

    private CallContext context(ProviderHandle provider, Tested tested, Consumer<TestReport.Step> onStep) {
        Subject subject = new Subject(provider.definition(), tested.method(), tested.values(), tested.accessToken(), tested.grant(),
                callback.get(), tested.signer());
        return new CallContext(subject, way(provider, tested.grant()), Redactor.of(tested.values(), tested.accessToken()), onStep);
    }

    private EgressCall way(ProviderHandle provider, Grant grant) {
        Egress out = egress.get();
        if (out == null) {
            throw ProblemException.retryLater(
                    ProblemType.NOT_READY, "The host has no way out at the moment.", Duration.ofSeconds(2));
        }
        try {
            return out.open(grant.hosts(), provider.loopbackPorts());
        } catch (ConnectionFailure e) {
            throw Problems.appFailed(e.failure());
        }
    }

    private static ProblemException cancelled() {
        return ProblemException.retryLater(ProblemType.NOT_READY, "The call was cancelled.", Duration.ofSeconds(1));
    }
}
