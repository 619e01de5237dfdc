package dev.patchbay.core.internal;

import dev.patchbay.api.provider.ConnectStep;
import dev.patchbay.api.provider.ConnectionProvider.Renewed;
import dev.patchbay.api.provider.Values;
import dev.patchbay.api.signing.RequestSigning;
import dev.patchbay.core.internal.providers.Hook;
import dev.patchbay.core.internal.providers.HookCall;
import dev.patchbay.core.internal.providers.ProviderHooks;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What is mixed into a provider of a test: it says what is there and how it answers, and reads what was called. */
public final class ScriptedHooks implements ProviderHooks {
    public final List<HookCall> calls = new CopyOnWriteArrayList<>();
    public final List<Values> answers = new CopyOnWriteArrayList<>();
    public volatile Function<HookCall, Renewed> renew = call -> {
        throw new AssertionError("not to be renewed");
    };
    public volatile BiFunction<Values, Values, ConnectStep> step = (state, answer) -> {
        throw new AssertionError("not to be signed in");
    };
    public volatile Runnable revoke = () -> { };
    public volatile Map<String, String> headers = Map.of();
    private final Set<Hook> mixedIn = EnumSet.noneOf(Hook.class);

    public ScriptedHooks(Hook... hooks) {
        mixedIn.addAll(Arrays.asList(hooks));
    }

    @Override
    public boolean has(Hook hook) {
        return mixedIn.contains(hook);
    }

    @Override
    public Map<String, String> sign(HookCall call, RequestSigning.Request request) {
        calls.add(call);
        return headers;
    }

    @Override
    public Renewed renew(HookCall call) {
        calls.add(call);
        return renew.apply(call);
    }

    @Override
    public void revoke(HookCall call) {
        calls.add(call);
        revoke.run();
    }

    @Override
    public ConnectStep begin(HookCall call) {
        return resume(call, Values.empty(), Values.empty());
    }

    @Override
    public ConnectStep resume(HookCall call, Values state, Values answer) {
        calls.add(call);
        answers.add(answer);
        return step.apply(state, answer);
    }
}
