package dev.patchbay.catalogue.trial;

import dev.patchbay.tck.simulator.AppFacts;
import dev.patchbay.tck.simulator.Column;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * Why a flip changes nothing at an app as the facts describe it. A flip without such a rule must fail; one with a rule must pass, so
 * that no rule says more than is true.
 */
enum Unobservable {
    SAME_MEANING("what is left out has this value anyway", (flip, facts) -> false),
    CHOICE("what a person may choose instead does not concern the app", (flip, facts) -> flip.place().startsWith("auth.choices.")),
    PKCE_EITHER("the app takes sign-ins with and without PKCE",
            (flip, facts) -> flip.place().equals("auth.withoutPkce") && facts.is(Column.PKCE, "accepted")),
    ONE_SCOPE("one scope needs no separator",
            (flip, facts) -> flip.place().equals("auth.scopeSeparator") && facts.words(Column.SCOPES).size() < 2),
    CLIENT_EITHER("the app takes the client's secret either way", (flip, facts) -> flip.place().equals("auth.clientAuth")
            && facts.is(Column.CLIENT_AUTH, "either") && !flip.change().equals("is none")),
    NO_REFRESH_TOKEN("the app gives no refresh token", (flip, facts) -> flip.place().equals("auth.reply.refreshToken")
            && !givesRefreshTokens(facts)),
    NOTHING_TO_RENEW("the app gives nothing to renew with", (flip, facts) -> flip.place().equals("auth.renewal")
            && !flip.change().equals("is extend-access-token") && facts.is(Column.REFRESH, "none") && hasPerson(facts)),
    NOBODY_SIGNS_IN("no code is given, so that there is nothing for PKCE to protect",
            (flip, facts) -> flip.place().equals("auth.withoutPkce") && !hasPerson(facts)),
    RENEWED_NOWHERE("nothing is sent to where tokens are renewed", (flip, facts) -> flip.place().equals("auth.refreshUrl")
            && !givesRefreshTokens(facts) && !facts.is(Column.REFRESH, "extend")),
    RENEWED_HERE("tokens are renewed where they are given", (flip, facts) -> flip.place().equals("auth.refreshUrl")
            && flip.change().equals("left out") && facts.cell(Column.REFRESH_URL).equals(facts.cell(Column.TOKEN_URL))),
    NO_END("the app does not say when a token ends", (flip, facts) -> flip.place().matches("auth\\.reply\\.(expiry|form)")
            && !facts.pairs(Column.REPLY).containsKey("expires_in") && !facts.is(Column.EXPIRY_FORM, "jwt-exp")),
    END_IN_TOKEN("the token itself says when it ends",
            (flip, facts) -> flip.place().equals("auth.reply.expiry") && facts.is(Column.EXPIRY_FORM, "jwt-exp")),
    EXTENDED_BY_GET("access tokens are extended with GET unless told otherwise", (flip, facts) -> flip.place().equals("auth.refreshMethod")
            && flip.change().equals("left out") && facts.is(Column.REFRESH, "extend")),
    ASKED_ANYWAY("the host asks for JSON by itself", (flip, facts) -> flip.place().equals("auth.tokenHeaders.Accept")
            && flip.change().equals("left out") && "application/json".equals(facts.pairs(Column.TOKEN_HEADERS).get("Accept"))),
    USUAL_ERROR("an error code at its usual place is found without being told of", (flip, facts) -> flip.place().equals("auth.reply.error")
            && Set.of("", "error", "error.code", "error.status", "error.type").contains(facts.cell(Column.REPLY_ERROR))),
    ERROR_WITHOUT_TOKEN("an error code and no token is no success, whatever a success is",
            (flip, facts) -> flip.place().equals("auth.reply.success") && flip.change().equals("left out")),
    NO_SCOPES("the app has no scopes", (flip, facts) -> facts.words(Column.SCOPES).isEmpty()
            && (flip.place().equals("auth.reply.scope") || flip.place().startsWith("auth.removed.") && flip.was().endsWith("scope"))),
    USUAL_STATUS("a success has a status that is taken for one anyway", (flip, facts) -> flip.place().startsWith("probe.accepted.")
            && flip.change().equals("left out") && facts.number(Column.WHOAMI_STATUS) / 100 == 2);

    private static final List<String> WITH_REFRESH_TOKENS = List.of("rotates", "reusable");

    private final String reason;
    private final BiPredicate<Flip, AppFacts> applies;

    Unobservable(String reason, BiPredicate<Flip, AppFacts> applies) {
        this.reason = reason;
        this.applies = applies;
    }

    private static boolean givesRefreshTokens(AppFacts facts) {
        return WITH_REFRESH_TOKENS.contains(facts.cell(Column.REFRESH));
    }

    private static boolean hasPerson(AppFacts facts) {
        return facts.is(Column.AUTH, "oauth2-code");
    }

    /** In words. */
    String reason() {
        return reason;
    }

    /**
     * The rules that hold for a flip.
     *
     * @param same whether the definition is equal to the one before
     */
    static List<Unobservable> of(Flip flip, boolean same, AppFacts facts) {
        return Stream.of(values()).filter(rule -> rule == SAME_MEANING ? same : rule.applies.test(flip, facts)).toList();
    }
}
