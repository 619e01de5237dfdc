package dev.patchbay.core.internal.calls;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.ConnectStep;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.ConnectionProvider.Renewed;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.Values;
import dev.patchbay.declaration.DefinitionJson;
import dev.patchbay.core.internal.definitions.HostSyntax;
import dev.patchbay.core.internal.definitions.TextRules;
import dev.patchbay.core.internal.definitions.ValuesJson;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes apart what mixed-in methods answered, on the call's own thread: bounded, checked and made anew. What is of no use is
 * a {@link ConnectionFailure} that quotes nothing.
 */
public final class HookAnswers {
    public static final int MOST_HEADERS = 50;
    public static final int LONGEST_HEADER = 8_192;
    public static final int LONGEST_TOKEN = 65_536;
    public static final int LARGEST_STATE = 16_384;
    public static final int LARGEST_VALUES = 262_144;
    public static final int LONGEST_PROMPT = 4_096;
    public static final int MOST_FIELDS = 20;
    private static final int LIKE_A_CODE = 12;
    private static final int LONGEST_URI = 8_192;
    private static final int LONGEST_CODE = 64;
    private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}");
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7e\\t]*");
    /** What is later than this is never. */
    private static final Instant NEVER = Instant.EPOCH.plus(Duration.ofDays(365L * 1_000));

    private HookAnswers() {}

    /** The headers of a signature. */
    public static Map<String, String> headers(@Nullable Map<String, String> answered) {
        require(answered != null, "no headers");
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Map.Entry<String, String> header : answered.entrySet()) {
            String name = header.getKey();
            String value = header.getValue();
            require(headers.size() < MOST_HEADERS, "too many headers");
            require(name != null && HEADER_NAME.matcher(name).matches(), "a header with an odd name");
            require(value != null && value.length() <= LONGEST_HEADER && HEADER_VALUE.matcher(value).matches(),
                    "a header with an odd or very long value");
            require(headers.put(name, value) == null, "a header twice");
        }
        return Collections.unmodifiableMap(headers);
    }

    /** A renewed credential. */
    public static Renewed renewed(@Nullable Renewed answered) {
        require(answered != null, "no credential");
        token(answered.accessToken());
        token(answered.refreshToken());
        Instant end = answered.expiresAt();
        Values changed = answered.changed() == null ? Values.empty() : values(answered.changed(), LARGEST_VALUES);
        return new Renewed(
                answered.accessToken(), answered.refreshToken(), end == null || end.isAfter(NEVER) ? null : end, changed);
    }

    private static void token(@Nullable Secret token) {
        if (token != null) {
            String text = token.reveal();
            require(!text.isEmpty() && text.length() <= LONGEST_TOKEN, "a token that is empty or very long");
            require(TextRules.hasOnlyAllowedCharacters(text, false), "a token with odd characters");
        }
    }

    /** A step of an interactive sign-in by this method. */
    public static ConnectStep step(ConnectionMethod method, @Nullable ConnectStep answered) {
        require(answered != null, "no step");
        if (answered instanceof ConnectStep.Redirect redirect) {
            return new ConnectStep.Redirect(uri(redirect.to()), state(redirect.state()));
        }
        if (answered instanceof ConnectStep.Ask ask) {
            return ask(method, ask);
        }
        if (answered instanceof ConnectStep.ShowCode shown) {
            String code = shown.code();
            require(code != null && !code.isBlank() && code.length() <= LONGEST_CODE
                    && TextRules.hasOnlyAllowedCharacters(code, false), "an odd code");
            return new ConnectStep.ShowCode(uri(shown.at()), code, state(shown.state()));
        }
        return new ConnectStep.Connected(values(((ConnectStep.Connected) answered).values(), LARGEST_VALUES));
    }

    /** The fields keep to the rules of a definition's, which copies them too. */
    private static ConnectStep ask(ConnectionMethod method, ConnectStep.Ask asked) {
        String prompt = asked.prompt();
        require(prompt != null && prompt.length() <= LONGEST_PROMPT && TextRules.hasOnlyAllowedCharacters(prompt, true),
                "an odd or very long prompt");
        require(asked.fields().size() <= MOST_FIELDS, "too many fields");
        ConnectionMethod form = ConnectionMethod.of(method.id(), method.label()).auth(Auth.interactive())
                .fields(asked.fields().toArray(Field<?>[]::new));
        String json = DefinitionJson.write(ConnectionDefinition.of("asked", "Asked").methods(form));
        require(json.length() <= LARGEST_VALUES, "very large fields");
        ConnectionDefinition copy = DefinitionJson.read(json);
        require(copy.faults().isEmpty(), "fields that keep to no rule");
        List<Field<?>> fields = copy.methods().get(0).fields();
        require(fields.stream().noneMatch(f -> f.scope() == Field.Scope.CLIENT || f.scope() == Field.Scope.CAPTURED),
                "fields that no person fills in");
        return new ConnectStep.Ask(prompt, fields, state(asked.state()));
    }

    /** The longer texts of an answer as secrets: an app sends the person back with codes and tickets. */
    public static Values texts(Values answer) {
        Map<String, Object> secrets = new TreeMap<>();
        answer.asMap().forEach((name, value) -> {
            if (value instanceof String text && text.length() >= LIKE_A_CODE) {
                secrets.put(name, Secret.of(text));
            }
        });
        return Values.of(secrets);
    }

    /** A person is sent over an encrypted line only, or to the machine itself. */
    private static URI uri(@Nullable URI answered) {
        require(answered != null, "no address");
        String text = answered.toASCIIString();
        require(text.length() <= LONGEST_URI, "a very long address");
        return HostSyntax.endpointUrl(text).orElseThrow(() -> useless("an address that is not https"));
    }

    private static Values state(@Nullable Values answered) {
        return values(answered, LARGEST_STATE);
    }

    private static Values values(@Nullable Values answered, int most) {
        require(answered != null, "no values");
        byte[] json = ValuesJson.write(answered);
        require(json.length <= most, "values that are too large");
        return ValuesJson.read(json);
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw useless(what);
        }
    }

    private static ConnectionFailure useless(String what) {
        return new ConnectionFailure(Reason.UNEXPECTED, "The integration answered something of no use: " + what + ".");
    }
}
