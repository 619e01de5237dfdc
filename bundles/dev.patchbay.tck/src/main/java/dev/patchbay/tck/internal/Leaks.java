package dev.patchbay.tck.internal;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.Values;
import dev.patchbay.core.internal.calls.Redactor;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks for secrets in texts, in every form a host takes out: as they are, percent-encoded, in base64 and in hexadecimal. A
 * secret under eight characters is not looked for, since it occurs by chance. Immutable.
 */
public final class Leaks {
    private static final int SHORTEST = 8;
    private static final int MOST_CAUSES = 20;

    private final Redactor redactor;

    private Leaks(Redactor redactor) {
        this.redactor = redactor;
    }

    /** Of these secrets. */
    public static Leaks of(List<Secret> secrets) {
        Map<String, Secret> named = new LinkedHashMap<>();
        for (Secret secret : secrets) {
            if (secret.reveal().length() >= SHORTEST) {
                named.put("s" + named.size(), secret);
            }
        }
        return new Leaks(Redactor.of(Values.of(named), null));
    }

    /** Whether the text holds one of the secrets. */
    public boolean isIn(String text) {
        return !redactor.redact(text).equals(text);
    }

    /** The text with the secrets masked, for the message of a failed rule. */
    public String masked(String text) {
        String masked = redactor.redact(text);
        return masked.length() > 300 ? masked.substring(0, 300) + "…" : masked;
    }

    /** What a throwable says: its own text and that of its causes and of what was suppressed. */
    public static List<String> texts(Throwable thrown) {
        List<String> texts = new ArrayList<>();
        collect(thrown, texts, new IdentityHashMap<>());
        return texts;
    }

    private static void collect(Throwable thrown, List<String> texts, Map<Throwable, Boolean> seen) {
        if (seen.size() >= MOST_CAUSES || seen.put(thrown, true) != null) {
            return;
        }
        texts.add(String.valueOf(thrown));
        if (thrown.getCause() != null) {
            collect(thrown.getCause(), texts, seen);
        }
        for (Throwable suppressed : thrown.getSuppressed()) {
            collect(suppressed, texts, seen);
        }
    }
}
