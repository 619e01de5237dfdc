package dev.patchbay.core.internal.providers;

import dev.patchbay.api.provider.ConnectStep;
import dev.patchbay.api.provider.ConnectionProvider.Interactive;
import dev.patchbay.api.provider.ConnectionProvider.Refreshable;
import dev.patchbay.api.provider.ConnectionProvider.Renewed;
import dev.patchbay.api.provider.ConnectionProvider.Revocable;
import dev.patchbay.api.provider.Values;
import dev.patchbay.core.internal.calls.HookAnswers;
import dev.patchbay.api.signing.RequestSigning;
import java.util.List;
import java.util.Map;

/** What is mixed into a registered provider, called through the door. Thread-safe. */
record LaneHooks(ProviderHandle provider, ProviderDoor door) implements ProviderHooks {

    @Override
    public boolean has(Hook hook) {
        return provider.capabilities().contains(hook.word());
    }

    @Override
    public Map<String, String> sign(HookCall call, RequestSigning.Request request) {
        return door.hook(provider, call, List.of(), (mixed, context) ->
                HookAnswers.headers(((RequestSigning) mixed).sign(context, request)));
    }

    @Override
    public Renewed renew(HookCall call) {
        return door.hook(provider, call, List.of(), (mixed, context) ->
                HookAnswers.renewed(((Refreshable) mixed).refresh(context)));
    }

    @Override
    public void revoke(HookCall call) {
        door.hook(provider, call, List.of(), (mixed, context) -> {
            ((Revocable) mixed).revoke(context);
            return true;
        });
    }

    @Override
    public ConnectStep begin(HookCall call) {
        return door.hook(provider, call, List.of(), (mixed, context) ->
                HookAnswers.step(call.method(), ((Interactive) mixed).begin(context)));
    }

    @Override
    public ConnectStep resume(HookCall call, Values state, Values answer) {
        return door.hook(provider, call, List.of(state, answer, HookAnswers.texts(answer)), (mixed, context) ->
                HookAnswers.step(call.method(), ((Interactive) mixed).resume(context, state, answer)));
    }
}
