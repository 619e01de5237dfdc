package dev.patchbay.declaration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.Injection;
import dev.patchbay.api.provider.Lifetimes;
import dev.patchbay.api.provider.Limits;
import dev.patchbay.api.provider.Migration;
import dev.patchbay.api.provider.Probe;
import dev.patchbay.api.provider.Webhook;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Turns a JSON tree into a definition; each object is closed. */
final class DefinitionReader {
    ConnectionDefinition read(ClosedObject in) {
        ConnectionDefinition out = shared(in);
        in.end();
        return out;
    }

    /** What a definition and a declaration have in common; the object may have other keys yet. */
    ConnectionDefinition shared(ClosedObject in) {
        ConnectionDefinition out = ConnectionDefinition.of(in.text("id"), in.text("label"))
                .description(in.text("description", ""))
                .category(in.text("category", "other"))
                .docs(in.text("docs", ""))
                .baseUrl(in.text("baseUrl", ""))
                .allowedHosts(in.texts("allowedHosts").toArray(String[]::new))
                .methods(in.objects("methods", this::method).toArray(ConnectionMethod[]::new))
                .version(in.number("version", 1), in.objects("migrations", this::migration).toArray(Migration[]::new));
        ClosedObject webhook = in.object("webhook");
        out = webhook == null ? out : out.webhook(webhook(webhook));
        ClosedObject icon = in.object("icon");
        if (icon != null) {
            out = out.icon(icon.text("mediaType"), base64(icon));
            icon.end();
        }
        ClosedObject translations = in.object("translations");
        if (translations != null) {
            for (Map.Entry<String, ClosedObject> one : translations.allObjects().entrySet()) {
                out = out.translation(one.getKey(), one.getValue().allTexts());
            }
        }
        return out;
    }

    private static byte[] base64(ClosedObject icon) {
        try {
            return Base64.getDecoder().decode(icon.text("base64"));
        } catch (IllegalArgumentException e) {
            icon.faultAt("base64", "must be base64 (RFC 4648 section 4)");
            return new byte[0];
        }
    }

    private static Webhook webhook(ClosedObject in) {
        Webhook out = new Webhook(in.text("header"),
                in.word("algorithm", Webhook.Algorithm.class, Webhook.Algorithm.HMAC_SHA256),
                in.word("encoding", Webhook.Encoding.class, Webhook.Encoding.HEX),
                in.text("prefix", ""), in.text("secretField", ""), in.number("toleranceSeconds", 0), in.text("deliveryIdHeader", ""));
        in.end();
        return out;
    }

    private ConnectionMethod method(ClosedObject in) {
        ConnectionMethod out = ConnectionMethod.of(in.text("id"), in.text("label"))
                .guide(in.text("guide", ""))
                .fields(in.objects("fields", this::field).toArray(Field<?>[]::new))
                .injection(injection(in.objects("injection", DefinitionReader::part)));
        ClosedObject auth = in.object("auth");
        if (auth != null) {
            out = out.auth(auth(auth));
            auth.end();
        }
        ClosedObject probe = in.object("probe");
        out = probe == null ? out : out.probe(probe(probe));
        ClosedObject lifetimes = in.object("lifetimes");
        out = lifetimes == null ? out : out.lifetimes(lifetimes(lifetimes));
        ClosedObject limits = in.object("limits");
        out = limits == null ? out : out.limits(limits(limits));
        in.end();
        return out;
    }

    private static Lifetimes lifetimes(ClosedObject in) {
        Lifetimes out = Lifetimes.unknown()
                .refreshSeconds(in.number("refreshSeconds", 0)).idleSeconds(in.number("idleSeconds", 0))
                .maximumSeconds(in.number("maximumSeconds", 0)).reuseSeconds(in.number("reuseSeconds", 0))
                .marginSeconds(in.number("marginSeconds", 0)).keepAliveSeconds(in.number("keepAliveSeconds", 0));
        out = in.flag("rotates", false) ? out.rotating() : out;
        in.end();
        return out;
    }

    private static Limits limits(ClosedObject in) {
        Limits standard = Limits.standard();
        Limits out = standard.retryAfterHeader(in.text("retryAfterHeader", standard.retryAfterHeader()))
                .remainingHeader(in.text("remainingHeader", ""))
                .error(in.text("errorPath", ""), in.texts("errorValues").toArray(String[]::new));
        in.end();
        return out;
    }

    private @Nullable Field<?> field(ClosedObject in) {
        return in.<Field<?>>made(() -> {
            Field.Kind kind = in.find("kind", Field.Kind.class);
            if (kind == null) {
                in.mute();
            }
            return field(in, in.text("name"), in.text("label"), kind == null ? Field.Kind.TEXT : kind);
        });
    }

    private static Field<?> field(ClosedObject in, String name, String label, Field.Kind kind) {
        List<Field.Option> options = in.objects("options", DefinitionReader::option);
        if (kind != Field.Kind.CHOICE && !options.isEmpty()) {
            in.faultAt("options", "are for a choice: take them away, or make kind \"choice\"");
        }
        return switch (kind) {
            case TEXT -> common(in, Field.text(name, label), ClosedObject::text);
            case SECRET -> common(in, Field.secret(name, label), null);
            case INTEGER -> common(in, Field.integer(name, label), (o, key) -> o.number(key, 0));
            case FLAG -> common(in, Field.flag(name, label), (o, key) -> o.flag(key, false));
            case CHOICE -> common(in, Field.choice(name, label, options.toArray(Field.Option[]::new)), ClosedObject::text);
            case LIST -> common(in, Field.list(name, label), ClosedObject::texts);
            case HOST -> common(in, Field.host(name, label), ClosedObject::text);
            case URL -> common(in, Field.url(name, label), ClosedObject::text);
        };
    }

    /** Reads one value under a key. */
    private interface ValueReader<T> {
        T read(ClosedObject in, String key);
    }

    private static <T> Field<T> common(ClosedObject in, Field<T> field, @Nullable ValueReader<T> fallback) {
        Field<T> out = field.help(in.text("help", ""))
                .example(in.text("example", ""))
                .around(in.text("prefix", ""), in.text("suffix", ""))
                .docs(in.text("docs", ""))
                .warning(in.text("warning", ""))
                .range(in.number("min", Integer.MIN_VALUE), in.number("max", Integer.MAX_VALUE))
                .maxLength(in.number("maxLength", Field.DEFAULT_MAX_LENGTH));
        out = in.flag("optional", false) ? out.optional() : out;
        out = in.flag("multiLine", false) ? out.multiLine() : out;
        out = in.flag("endpoint", false) ? out.endpoint() : out;
        out = in.has("scope") ? out.scope(in.word("scope", Field.Scope.class, Field.Scope.CONNECTION)) : out;
        if (in.has("pattern") && in.has("format")) {
            in.faultAt("format", "stands beside a pattern: one of the two decides, take the other away");
        }
        out = in.has("pattern") ? pattern(in, out) : out;
        out = in.has("format") ? out.format(in.word("format", Field.Format.class, Field.Format.LABEL)) : out;
        if (fallback != null && in.has("fallback")) {
            out = out.fallback(fallback.read(in, "fallback"));
        }
        ClosedObject condition = in.object("visibleWhen");
        if (condition != null) {
            out = condition(condition, out);
        }
        in.end();
        return out;
    }

    private static <T> Field<T> pattern(ClosedObject in, Field<T> field) {
        try {
            return field.pattern(in.text("pattern"));
        } catch (PatternSyntaxException e) {
            in.faultAt("pattern", "is no regular expression: " + e.getDescription());
            return field;
        }
    }

    private static <T> Field<T> condition(ClosedObject in, Field<T> field) {
        String other = in.text("field");
        List<String> values = in.texts("values");
        in.end();
        Field<?> leader = in.made(() -> Field.text(other, "other"));
        return leader == null ? field : field.visibleWhen(leader, values.toArray());
    }

    private static Field.Option option(ClosedObject in) {
        Field.Option out = Field.option(in.text("value"), in.text("label"));
        in.end();
        return out;
    }

    private static Auth auth(ClosedObject in) {
        String kind = in.text("kind");
        return switch (kind) {
            case "stored-fields" -> Auth.storedFields();
            case "none" -> Auth.none();
            case "interactive" -> Auth.interactive();
            case "oauth1" -> new Auth.OAuth1(
                    in.text("requestTokenUrl"), in.text("authorizeUrl"), in.text("accessTokenUrl"),
                    in.word("signature", Auth.OAuth1.Signature.class, Auth.OAuth1.Signature.HMAC_SHA1), in.text("signatureField", ""),
                    in.textMap("authorizeParams"));
            case "oauth2" -> OAuth2Json.read(in);
            default -> {
                in.faultAt("kind", "must be one of stored-fields, oauth1, oauth2, interactive, none");
                in.mute();
                yield Auth.storedFields();
            }
        };
    }

    private static Injection.@Nullable Part part(ClosedObject in) {
        Injection.Place place = in.find("place", Injection.Place.class);
        if (place == null) {
            in.mute();
        }
        String name = in.text("name", "");
        String template = in.text("template");
        in.end();
        return place == null ? null : new Injection.Part(place, name, template);
    }

    private static Injection injection(List<Injection.Part> parts) {
        Injection out = Injection.none();
        for (Injection.Part part : parts) {
            out = switch (part.place()) {
                case HEADER -> out.header(part.name(), part.template());
                case QUERY -> out.query(part.name(), part.template());
                case PATH -> out.path(part.template());
                case BASIC -> out.basic(part.name(), part.template());
                case COOKIE -> out.cookie(part.name(), part.template());
                case BODY -> out.body(part.name(), part.template());
            };
        }
        return out;
    }

    private static Probe probe(ClosedObject in) {
        Probe out = Probe.of(in.text("method", "GET"), in.text("url"));
        for (Map.Entry<String, String> header : in.textMap("headers").entrySet()) {
            out = out.header(header.getKey(), header.getValue());
        }
        for (int status : in.numbers("accepted")) {
            out = out.accept(status);
        }
        boolean body = in.has("body") | in.has("mediaType");
        out = body ? out.body(in.text("mediaType"), in.text("body")) : out;
        boolean expected = in.has("expectedPath") | in.has("expectedValue");
        out = expected ? out.expect(in.text("expectedPath"), in.text("expectedValue")) : out;
        out = out.account(in.text("accountId", ""), in.text("accountLabel", "")).scopes(in.text("scopes", ""));
        for (Map.Entry<String, String> capture : in.textMap("captures").entrySet()) {
            Field<String> field = captured(in, "captures", capture.getValue());
            out = field == null ? out : out.capture(capture.getKey(), field);
        }
        in.end();
        return out;
    }

    /** A field that is known by its name alone; null where that is none. */
    static @Nullable Field<String> captured(ClosedObject in, String key, String name) {
        try {
            return Field.text(name, "field");
        } catch (IllegalArgumentException e) {
            in.faultAt(key, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private Migration migration(ClosedObject in) {
        Migration out = Migration.from(in.number("from", 0));
        for (MigrationStep step : in.<MigrationStep>objects("operations", DefinitionReader::operation)) {
            out = step.addTo(out);
        }
        in.end();
        return out;
    }

    /** One operation, to be added to a migration. */
    private interface MigrationStep {
        Migration addTo(Migration migration);
    }

    private static @Nullable MigrationStep operation(ClosedObject in) {
        List<String> found = new ArrayList<>();
        for (String word : List.of("rename", "remove", "put", "replace", "method")) {
            if (in.has(word)) {
                found.add(word);
            }
        }
        if (found.size() != 1) {
            in.fault("must have one of rename, remove, put, replace, method");
            return null;
        }
        String what = in.text(found.get(0));
        MigrationStep out = switch (found.get(0)) {
            case "rename" -> to(in, (m, to) -> m.rename(what, to));
            case "remove" -> m -> m.remove(what);
            case "put" -> put(in, what);
            case "replace" -> replace(what, in.textMap("values"));
            default -> to(in, (m, to) -> m.method(what, to));
        };
        in.end();
        return out;
    }

    private static MigrationStep to(ClosedObject in, BiFunction<Migration, String, Migration> change) {
        String to = in.text("to");
        return m -> change.apply(m, to);
    }

    private static MigrationStep replace(String field, Map<String, String> values) {
        return m -> m.replace(field, values);
    }

    private static MigrationStep put(ClosedObject in, String field) {
        JsonNode value = in.find("value");
        if (value != null && value.isBoolean()) {
            return m -> m.put(field, (Object) value.booleanValue());
        }
        if (value != null && value.isIntegralNumber()) {
            int number = in.number("value", 0);
            return m -> m.put(field, (Object) number);
        }
        String text = in.text("value");
        return m -> m.put(field, (Object) text);
    }
}
