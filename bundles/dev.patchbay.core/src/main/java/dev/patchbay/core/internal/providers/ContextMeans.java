package dev.patchbay.core.internal.providers;

import dev.patchbay.core.internal.calls.CallContext;
import dev.patchbay.core.internal.providers.ProviderCall.Cut;

/** The means of a call with a context: its sockets, and the report that says why they were closed. */
record ContextMeans(CallContext context) implements ProviderCall.Means {
    @Override
    public long progress() {
        return context.progress();
    }

    @Override
    public boolean isInHost() {
        return context.isInHost();
    }

    @Override
    public void cut(Cut why) {
        context.cut(why == Cut.DEADLINE || why == Cut.IDLE);
    }
}
