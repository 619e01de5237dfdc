package dev.patchbay.core.internal.base;

import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.host.store.Store;
import dev.patchbay.host.store.StoreException;
import java.time.Duration;
import java.util.List;

/** The store as callers of the host see it: what it cannot do at the moment is {@code NOT_READY}. Thread-safe. */
public final class Database {
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final Store store;

    public Database(Store store) {
        this.store = store;
    }

    public <T> T read(Store.ReadWork<T> work) {
        try {
            return store.read(work);
        } catch (StoreException e) {
            throw problem(e);
        }
    }

    public <T> T write(Store.WriteWork<T> work) {
        try {
            return store.write(work);
        } catch (StoreException e) {
            throw problem(e);
        }
    }

    private static RuntimeException problem(StoreException e) {
        return switch (e.reason()) {
            case DUPLICATE -> e;
            case FULL -> notReady("The disk of the data folder is full.", e);
            case UNAVAILABLE, NEWER_SCHEMA -> notReady("The database cannot be used at the moment.", e);
        };
    }

    private static ProblemException notReady(String sentence, Throwable cause) {
        return new ProblemException(ProblemType.NOT_READY, sentence, List.of(), RETRY, cause);
    }
}
