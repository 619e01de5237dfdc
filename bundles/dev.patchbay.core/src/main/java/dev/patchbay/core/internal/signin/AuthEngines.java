package dev.patchbay.core.internal.signin;

import dev.patchbay.host.auth.AuthEngine;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The engines that are installed now, by {@link AuthEngine#KIND}. Of several for one kind the first that came is used. Thread-safe. */
public final class AuthEngines {
    private final ConcurrentHashMap<String, List<AuthEngine>> byKind = new ConcurrentHashMap<>();

    /** An engine came. */
    public void add(String kind, AuthEngine engine) {
        byKind.computeIfAbsent(kind, k -> new CopyOnWriteArrayList<>()).add(engine);
    }

    /** It is about to go. */
    public void remove(String kind, AuthEngine engine) {
        List<AuthEngine> engines = byKind.get(kind);
        if (engines != null) {
            engines.remove(engine);
        }
    }

    /** The engine of a kind, if there is one now. */
    public Optional<AuthEngine> find(String kind) {
        return byKind.getOrDefault(kind, List.of()).stream().findFirst();
    }
}
