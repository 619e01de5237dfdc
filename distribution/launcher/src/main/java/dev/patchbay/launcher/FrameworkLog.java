package dev.patchbay.launcher;

import org.apache.felix.framework.Logger;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/** Sends what the framework itself reports to the host's log instead of standard output. */
final class FrameworkLog extends Logger {
    /** Looks into bundles after they were uninstalled and throws; nothing comes of it, so nobody needs to hear of it. */
    private static final String LATE_LISTENER = "org.glassfish.hk2.osgi-resource-locator";

    private final HostLog log;

    FrameworkLog(HostLog log) {
        this.log = log;
    }

    @Override
    @SuppressWarnings("rawtypes") // as in the overridden method
    protected void doLog(@Nullable Bundle bundle, @Nullable ServiceReference reference, int level, String message,
            @Nullable Throwable cause) {
        boolean harmless = bundle != null && LATE_LISTENER.equals(bundle.getSymbolicName());
        doLog(harmless ? LOG_DEBUG : level, bundle == null ? message : bundle + ": " + message, cause);
    }

    @Override
    protected void doLog(int level, String message, @Nullable Throwable cause) {
        HostLog.Level here = switch (level) {
            case LOG_ERROR -> HostLog.Level.ERROR;
            case LOG_WARNING -> HostLog.Level.WARN;
            case LOG_INFO -> HostLog.Level.INFO;
            default -> HostLog.Level.DEBUG;
        };
        log.log(here, "org.apache.felix.framework", message, cause);
    }
}
