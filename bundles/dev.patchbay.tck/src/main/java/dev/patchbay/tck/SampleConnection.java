package dev.patchbay.tck;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.Values;
import dev.patchbay.core.internal.definitions.ValueRules;
import dev.patchbay.host.problem.FieldError;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A connection as it would be stored, for tests. Immutable; each method gives a changed copy. {@code toString} shows no value. */
public final class SampleConnection {
    private static final String REFRESH_TOKEN = "refreshToken";
    private static final String WRONG = "wrong-";

    private final String method;
    private Map<String, Object> values = Map.of();
    private @Nullable Secret accessToken;
    private @Nullable Integer standIn;
    private List<X509Certificate> trusted = List.of();

    private SampleConnection(String method) {
        this.method = method;
    }

    private SampleConnection changed(String id, Consumer<SampleConnection> change) {
        SampleConnection copy = new SampleConnection(id);
        copy.values = values;
        copy.accessToken = accessToken;
        copy.standIn = standIn;
        copy.trusted = trusted;
        change.accept(copy);
        return copy;
    }

    /** A connection by the method of this id. */
    public static SampleConnection of(String method) {
        return new SampleConnection(method);
    }

    /** With the value of a field. */
    public <T> SampleConnection with(Field<T> field, T value) {
        return with(field.name(), value);
    }

    /** With a value by the field's name: {@code String}, {@link Secret}, {@code Integer}, {@code Boolean} or a list of texts. */
    public SampleConnection with(String field, Object value) {
        Map<String, Object> more = new TreeMap<>(values);
        more.put(field, value);
        return changed(method, c -> c.values = Map.copyOf(more));
    }

    /** Without the value of a field. */
    public SampleConnection without(String field) {
        Map<String, Object> fewer = new TreeMap<>(values);
        fewer.remove(field);
        return changed(method, c -> c.values = Map.copyOf(fewer));
    }

    /** With the access token of a sign-in. */
    public SampleConnection accessToken(String token) {
        return changed(method, c -> c.accessToken = Secret.of(token));
    }

    /** With the refresh token of a sign-in, which a provider finds among the values as {@code refreshToken}. */
    public SampleConnection refreshToken(String token) {
        return with(REFRESH_TOKEN, Secret.of(token));
    }

    /** Whose HTTP requests, to whatever granted host, go to this port of 127.0.0.1 without TLS. */
    public SampleConnection standIn(int port) {
        return changed(method, c -> c.standIn = port);
    }

    /** Which trusts these certificates too, as an operator says by {@code egress.ca-file}. */
    public SampleConnection trusting(X509Certificate... certificates) {
        return changed(method, c -> c.trusted = List.of(certificates));
    }

    /** With every secret replaced by another of the same beginning and length, tokens included. */
    public SampleConnection withWrongSecrets() {
        Map<String, Object> wrong = new TreeMap<>(values);
        wrong.replaceAll((name, value) -> value instanceof Secret secret ? wrong(secret) : value);
        return changed(method, c -> {
            c.values = Map.copyOf(wrong);
            c.accessToken = accessToken == null ? null : wrong(accessToken);
        });
    }

    /** Keeps the characters' kinds, so that a pattern that admitted the right secret admits the wrong one. */
    private static Secret wrong(Secret right) {
        StringBuilder text = new StringBuilder(right.reveal());
        int from = Math.min(text.length() - 1, text.length() / 2);
        for (int i = Math.max(0, from); i < text.length(); i++) {
            text.setCharAt(i, other(text.charAt(i)));
        }
        return Secret.of(text.isEmpty() ? WRONG : text);
    }

    private static char other(char c) {
        if (c >= '0' && c <= '9') {
            return (char) ('0' + (c - '0' + 3) % 10);
        }
        boolean hex = c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
        char first = Character.isUpperCase(c) ? 'A' : 'a';
        if (hex) {
            return (char) (first + (Character.toLowerCase(c) - 'a' + 1) % 6);
        }
        boolean letter = c >= 'g' && c <= 'z' || c >= 'G' && c <= 'Z';
        return letter ? (char) (first + 6 + (Character.toLowerCase(c) - 'g' + 1) % 20) : c;
    }

    /** The id of the method. */
    public String method() {
        return method;
    }

    /** The values. */
    public Values values() {
        return Values.of(values);
    }

    /** The access token, where there is one. */
    public Optional<Secret> accessToken() {
        return Optional.ofNullable(accessToken);
    }

    /** Every secret of it. */
    public List<Secret> secrets() {
        return Stream.concat(values.values().stream().filter(Secret.class::isInstance).map(Secret.class::cast),
                accessToken().stream()).toList();
    }

    OptionalInt standIn() {
        return standIn == null ? OptionalInt.empty() : OptionalInt.of(standIn);
    }

    List<X509Certificate> trusted() {
        return trusted;
    }

    /** What the definition's rules have against it, one sentence each; a host would store none that is not empty here. */
    public List<String> faults(ConnectionDefinition definition) {
        ConnectionMethod chosen = definition.method(method).orElse(null);
        if (chosen == null) {
            return List.of("the definition has no method " + method);
        }
        List<String> clientNames = chosen.clientFields().stream().<String>map(Field::name).toList();
        Map<String, Object> stored = new TreeMap<>(values);
        Map<String, Object> client = new TreeMap<>(values);
        stored.keySet().removeIf(name -> clientNames.contains(name)
                || name.equals(REFRESH_TOKEN) && chosen.field(name).isEmpty());
        client.keySet().retainAll(clientNames);
        List<String> faults = new ArrayList<>();
        Function<FieldError, String> sentence = error -> error.field() + ": " + error.message();
        ValueRules.checkStored(chosen, stored, "").errors().stream().map(sentence).forEach(faults::add);
        ValueRules.checkClient(chosen, client, "", false).errors().stream().map(sentence).forEach(faults::add);
        return List.copyOf(faults);
    }

    @Override
    public String toString() {
        return method + " " + values.keySet();
    }
}
