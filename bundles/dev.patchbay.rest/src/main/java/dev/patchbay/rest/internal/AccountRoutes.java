package dev.patchbay.rest.internal;

import dev.patchbay.host.access.Caller;
import java.net.URI;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the session of an account sees of the API. A list of what there is and not of what is hidden: whatever is added later is
 * hidden until somebody decides otherwise. Paths are compared as they were sent, so that no way of writing one leads elsewhere.
 */
final class AccountRoutes {
    private static final Pattern SEEN = Pattern.compile("/api/v1/(?:session"
            + "|providers(?:/[^/]+(?:/icon)?)?"
            + "|connections(?:/test|/summary|/con_[A-Za-z0-9_-]+(?:/(?:restore|test|refresh|reconnect|events|uses))?)?"
            + "|connect-sessions"
            + "|steps/[^/]+/[^/]+(?:/test)?)");
    private static final Pattern ACCOUNT = Pattern.compile("/api/v1/accounts/([^/]+)");
    private static final Set<String> READING = Set.of("GET", "HEAD");

    private AccountRoutes() {}

    /** Whether there is anything at this path, by this method, for the caller. */
    static boolean isThere(Caller caller, String method, String path) {
        if (caller.kind() != Caller.Kind.ACCOUNT_SESSION || SEEN.matcher(path).matches()) {
            return true;
        }
        Matcher account = ACCOUNT.matcher(path);
        return account.matches() && READING.contains(method) && decoded(account.group(1)).equals(caller.account());
    }

    /* accounts hold characters that many clients escape */
    private static String decoded(String segment) {
        try {
            return URI.create("/" + segment).getPath().substring(1);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
