package dev.patchbay.core.internal.base;

import dev.patchbay.host.access.Caller;
import dev.patchbay.host.access.Scope;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what; decided here and nowhere else, on what was resolved. What belongs to another account is answered exactly as
 * what is not there.
 */
public final class Permissions {
    private Permissions() {}

    /** Refuses a caller without the scope. */
    public static void require(Caller caller, Scope scope) {
        requireAny(caller, scope);
    }

    /** Refuses a caller that has none of the scopes. */
    public static void requireAny(Caller caller, Scope... scopes) {
        if (Arrays.stream(scopes).noneMatch(caller::has)) {
            String words = Arrays.stream(scopes).map(Scope::word).collect(Collectors.joining("' or '"));
            throw new ProblemException(ProblemType.FORBIDDEN, "This needs the scope '" + words + "'.");
        }
    }

    /** Refuses a caller that is bound to one account where something concerns all of them. */
    public static void requireAllAccounts(Caller caller) {
        if (caller.account() != null) {
            throw new ProblemException(ProblemType.FORBIDDEN, "This needs a caller that is not bound to one account.");
        }
    }

    /** Refuses to make something for an account that is not the caller's. */
    public static void requireAccount(Caller caller, @Nullable String account) {
        if (caller.account() != null && account != null && !caller.account().equals(account)) {
            throw new ProblemException(ProblemType.FORBIDDEN, "The caller is bound to another account.");
        }
    }

    /** Whether the caller may see what this account owns; what no account owns is for callers of all accounts. */
    public static boolean maySee(Caller caller, @Nullable String account) {
        return caller.account() == null || caller.account().equals(account);
    }

    /** What was found, if the caller may see its account; {@code NOT_FOUND} otherwise. */
    public static <T> T resolve(Caller caller, Optional<T> found, Function<T, @Nullable String> account) {
        return found.filter(f -> maySee(caller, account.apply(f))).orElseThrow(Permissions::notFound);
    }

    /** The one answer for what is not there, is deleted, or belongs to someone else. */
    public static ProblemException notFound() {
        return new ProblemException(ProblemType.NOT_FOUND, "There is nothing with this id.");
    }
}
