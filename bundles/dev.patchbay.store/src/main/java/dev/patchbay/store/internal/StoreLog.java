package dev.patchbay.store.internal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one logger of this bundle. */
final class StoreLog {
    static final Logger LOG = LoggerFactory.getLogger("dev.patchbay.store");

    private StoreLog() {}
}
