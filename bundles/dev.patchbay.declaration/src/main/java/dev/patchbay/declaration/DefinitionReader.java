package dev.patchbay.declaration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.Injection;
import dev.patchbay.api.provider.Migration;
import dev.patchbay.api.provider.OAuth2;
import dev.patchbay.api.provider.Probe;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Turns a JSON tree into a definition; each object is closed. */
final class DefinitionReader {

    ConnectionDefinition read(ClosedObject in) {
        ConnectionDefinition out = ConnectionDefinition.of(in.text("id"), in.text("label"))
                .description(in.text("description", ""))
                .category(in.text("category", "other"))
                .baseUrl(in.text("baseUrl", ""))
                .allowedHosts(in.texts("allowedHosts").toArray(String[]::new))
                .methods(in.objects("methods", this::method).toArray(ConnectionMethod[]::new))
                .version(in.number("version", 1), in.objects("migrations", this::migration).toArray(Migration[]::new));
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
        in.end();
        return out;
    }

    private static byte[] base64(ClosedObject icon) {
        try {
            return Base64.getDecoder().decode(icon.text("base64"));
        } catch (IllegalArgumentException e) {
            throw icon.faultAt("base64", "must be base64 (RFC 4648 section 4)");
        }
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
        if (probe != null) {
            out = out.probe(probe(probe));
        }
        in.end();
        return out;
    }

    private Field<?> field(ClosedObject in) {
        String name = in.text("name");
        String label = in.text("label");
        Field.Kind kind = in.word("kind", Field.Kind.class);
        List<Field.Option> options = in.objects("options", DefinitionReader::option);
        if (kind != Field.Kind.CHOICE && !options.isEmpty()) {
            throw in.faultAt("options", "are for a choice");
        }
        try {
            return switch (kind) {
                case TEXT -> common(in, Field.text(name, label), ClosedObject::text);
                case SECRET -> common(in, Field.secret(name, label), null);
                case INTEGER -> common(in, Field.integer(name, label), (o, key) -> o.number(key, 0));
                case FLAG -> common(in, Field.flag(name, label), (o, key) -> o.flag(key, false));
                case CHOICE -> common(in,
                        Field.choice(name, label, options.toArray(Field.Option[]::new)), ClosedObject::text);
                case LIST -> common(in, Field.list(name, label), ClosedObject::texts);
                case HOST -> common(in, Field.host(name, label), ClosedObject::text);
                case URL -> common(in, Field.url(name, label), ClosedObject::text);
            };
        } catch (IllegalArgumentException e) {
            String text = String.valueOf(e.getMessage());
            throw text.startsWith("/") ? e : new IllegalArgumentException(in.pointer() + " " + text);
        }
    }

    /** Reads one value under a key. */
    private interface ValueReader<T> {
        T read(ClosedObject in, String key);
    }

    private static <T> Field<T> common(ClosedObject in, Field<T> field, @Nullable ValueReader<T> fallback) {
        Field<T> out = field.help(in.text("help", ""))
                .example(in.text("example", ""))
                .range(in.number("min", Integer.MIN_VALUE), in.number("max", Integer.MAX_VALUE))
                .maxLength(in.number("maxLength", Field.DEFAULT_MAX_LENGTH));
        out = in.flag("optional", false) ? out.optional() : out;
        out = in.flag("multiLine", false) ? out.multiLine() : out;
        out = in.flag("endpoint", false) ? out.endpoint() : out;
        out = in.has("scope") ? out.scope(in.word("scope", Field.Scope.class)) : out;
        out = in.has("pattern") ? out.pattern(in.text("pattern")) : out;
        if (fallback != null && in.has("fallback")) {
            out = out.fallback(fallback.read(in, "fallback"));
        }
        ClosedObject condition = in.object("visibleWhen");
        if (condition != null) {
            out = out.visibleWhen(Field.text(condition.text("field"), "other"), condition.texts("values").toArray());
            condition.end();
        }
        in.end();
        return out;
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
                    in.word("signature", Auth.OAuth1.Signature.class), in.text("signatureField", ""),
                    in.textMap("authorizeParams"));
            case "oauth2" -> OAuth2Json.read(in);
            default -> throw in.faultAt("kind", "is none of the known words");
        };
    }

    private static Injection.Part part(ClosedObject in) {
        Injection.Part out = new Injection.Part(
                in.word("place", Injection.Place.class), in.text("name", ""), in.text("template"));
        in.end();
        return out;
    }

    private static Injection injection(List<Injection.Part> parts) {
        Injection out = Injection.none();
        for (Injection.Part part : parts) {
            out = switch (part.place()) {
                case HEADER -> out.header(part.name(), part.template());
                case QUERY -> out.query(part.name(), part.template());
                case PATH -> out.path(part.template());
                case BASIC -> out.basic(part.name(), part.template());
            };
        }
        return out;
    }

    private static Probe probe(ClosedObject in) {
        Probe out = Probe.of(in.text("method", "GET"), in.text("url"));
        for (Map.Entry<String, String> header : in.textMap("headers").entrySet()) {
            out = out.header(header.getKey(), header.getValue());
        }
        JsonNode accepted = in.find("accepted");
        for (JsonNode status : accepted == null ? List.<JsonNode>of() : accepted) {
            if (!status.canConvertToInt() || !status.isIntegralNumber()) {
                throw in.faultAt("accepted", "must be a list of statuses");
            }
            out = out.accept(status.intValue());
        }
        out = in.has("body") ? out.body(in.text("mediaType"), in.text("body")) : out;
        out = in.has("expectedPath") ? out.expect(in.text("expectedPath"), in.text("expectedValue")) : out;
        out = out.account(in.text("accountId", ""), in.text("accountLabel", "")).scopes(in.text("scopes", ""));
        for (Map.Entry<String, String> capture : in.textMap("captures").entrySet()) {
            out = out.capture(capture.getKey(), Field.text(capture.getValue(), "field"));
        }
        in.end();
        return out;
    }

    private Migration migration(ClosedObject in) {
        Migration out = Migration.from(in.number("from", 0));
        for (MigrationStep step : in.objects("operations", DefinitionReader::operation)) {
            out = step.addTo(out);
        }
        in.end();
        return out;
    }

    /** One operation, to be added to a migration. */
    private interface MigrationStep {
        Migration addTo(Migration migration);
    }

    private static MigrationStep operation(ClosedObject in) {
        List<String> found = new ArrayList<>();
        for (String word : List.of("rename", "remove", "put", "replace", "method")) {
            if (in.has(word)) {
                found.add(word);
            }
        }
        if (found.size() != 1) {
            throw new IllegalArgumentException(in.pointer() + " must have one of rename, remove, put, replace, method");
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
