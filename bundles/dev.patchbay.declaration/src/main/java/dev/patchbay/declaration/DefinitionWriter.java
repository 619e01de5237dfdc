package dev.patchbay.declaration;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.Injection;
import dev.patchbay.api.provider.Lifetimes;
import dev.patchbay.api.provider.Limits;
import dev.patchbay.api.provider.Migration;
import dev.patchbay.api.provider.Migration.Operation;
import dev.patchbay.api.provider.OAuth2;
import dev.patchbay.api.provider.Probe;
import dev.patchbay.api.provider.Webhook;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Turns a definition into its JSON tree: fixed order of keys, maps in the order of their keys, defaults left out. */
final class DefinitionWriter {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    ObjectNode write(ConnectionDefinition definition) {
        ObjectNode out = JSON.objectNode().put("id", definition.id()).put("label", definition.label());
        text(out, "description", definition.description(), "");
        text(out, "category", definition.category(), "other");
        definition.icon().ifPresent(icon -> out.putObject("icon")
                .put("mediaType", icon.mediaType())
                .put("base64", Base64.getEncoder().encodeToString(icon.bytes())));
        text(out, "docs", definition.docs(), "");
        text(out, "baseUrl", definition.baseUrl(), "");
        texts(out, "allowedHosts", definition.allowedHosts());
        list(out, "methods", definition.methods(), this::method);
        number(out, "version", definition.version(), 1);
        list(out, "migrations", definition.migrations(), this::migration);
        definition.webhook().ifPresent(webhook -> webhook(out.putObject("webhook"), webhook));
        if (!definition.translations().isEmpty()) {
            ObjectNode all = out.putObject("translations");
            new TreeMap<>(definition.translations()).forEach((tag, texts) -> textMap(all.putObject(tag), texts));
        }
        return out;
    }

    private ObjectNode method(ConnectionMethod method) {
        ObjectNode out = JSON.objectNode().put("id", method.id()).put("label", method.label());
        text(out, "guide", method.guide(), "");
        list(out, "fields", method.fields(), this::field);
        if (!(method.auth() instanceof Auth.StoredFields)) {
            out.set("auth", auth(method.auth()));
        }
        list(out, "injection", method.injection().parts(), this::part);
        method.probe().ifPresent(probe -> out.set("probe", probe(probe)));
        ObjectNode lifetimes = lifetimes(method.lifetimes());
        if (!lifetimes.isEmpty()) {
            out.set("lifetimes", lifetimes);
        }
        ObjectNode limits = limits(method.limits());
        if (!limits.isEmpty()) {
            out.set("limits", limits);
        }
        return out;
    }

    private static void webhook(ObjectNode out, Webhook webhook) {
        out.put("header", webhook.header())
                .put("algorithm", ClosedObject.word(webhook.algorithm()))
                .put("encoding", ClosedObject.word(webhook.encoding()));
        text(out, "prefix", webhook.prefix(), "");
        text(out, "secretField", webhook.secretField(), "");
        number(out, "toleranceSeconds", webhook.toleranceSeconds(), 0);
        text(out, "deliveryIdHeader", webhook.deliveryIdHeader(), "");
    }

    private static ObjectNode lifetimes(Lifetimes lifetimes) {
        ObjectNode out = JSON.objectNode();
        number(out, "refreshSeconds", lifetimes.refreshSeconds(), 0);
        number(out, "idleSeconds", lifetimes.idleSeconds(), 0);
        number(out, "maximumSeconds", lifetimes.maximumSeconds(), 0);
        flag(out, "rotates", lifetimes.isRotating());
        number(out, "reuseSeconds", lifetimes.reuseSeconds(), 0);
        number(out, "marginSeconds", lifetimes.marginSeconds(), 0);
        number(out, "keepAliveSeconds", lifetimes.keepAliveSeconds(), 0);
        return out;
    }

    private static ObjectNode limits(Limits limits) {
        ObjectNode out = JSON.objectNode();
        text(out, "retryAfterHeader", limits.retryAfterHeader(), Limits.standard().retryAfterHeader());
        text(out, "remainingHeader", limits.remainingHeader(), "");
        text(out, "errorPath", limits.errorPath(), "");
        texts(out, "errorValues", limits.errorValues());
        return out;
    }

    private ObjectNode field(Field<?> field) {
        ObjectNode out = JSON.objectNode()
                .put("kind", ClosedObject.word(field.kind())).put("name", field.name()).put("label", field.label());
        text(out, "help", field.help(), "");
        text(out, "example", field.example(), "");
        field.fallback().ifPresent(value -> fallback(out, value));
        flag(out, "optional", !field.required() && field.fallback().isEmpty());
        flag(out, "multiLine", field.allowsLines());
        boolean always = field.kind() == Field.Kind.HOST || field.kind() == Field.Kind.URL;
        flag(out, "endpoint", field.isEndpoint() && !always);
        if (field.scope() != Field.Scope.CONNECTION) {
            out.put("scope", ClosedObject.word(field.scope()));
        }
        text(out, "prefix", field.prefix(), "");
        text(out, "suffix", field.suffix(), "");
        text(out, "docs", field.docs(), "");
        text(out, "warning", field.warning(), "");
        field.format().ifPresentOrElse(format -> out.put("format", ClosedObject.word(format)),
                () -> field.pattern().ifPresent(pattern -> out.put("pattern", pattern.pattern())));
        number(out, "min", field.min(), Integer.MIN_VALUE);
        number(out, "max", field.max(), Integer.MAX_VALUE);
        number(out, "maxLength", field.maxLength(), Field.DEFAULT_MAX_LENGTH);
        list(out, "options", field.options(),
                o -> JSON.objectNode().put("value", o.value()).put("label", o.label()));
        field.visibleWhen().ifPresent(condition ->
                texts(out.putObject("visibleWhen").put("field", condition.field()), "values", condition.values()));
        return out;
    }

    private static void fallback(ObjectNode out, Object value) {
        if (value instanceof Collection<?> entries) {
            ArrayNode list = out.putArray("fallback");
            entries.forEach(entry -> list.add(String.valueOf(entry)));
        } else if (value instanceof Integer number) {
            out.put("fallback", number);
        } else if (value instanceof Boolean flag) {
            out.put("fallback", flag);
        } else {
            out.put("fallback", String.valueOf(value));
        }
    }

    private static ObjectNode auth(Auth auth) {
        ObjectNode out = JSON.objectNode().put("kind", auth.kind());
        if (auth instanceof Auth.OAuth1 o) {
            out.put("requestTokenUrl", o.requestTokenUrl())
                    .put("authorizeUrl", o.authorizeUrl())
                    .put("accessTokenUrl", o.accessTokenUrl())
                    .put("signature", ClosedObject.word(o.signature()));
            text(out, "signatureField", o.signatureField(), "");
            optionalMap(out, "authorizeParams", o.authorizeParams());
        } else if (auth instanceof OAuth2 o) {
            OAuth2Json.write(out, o);
        }
        return out;
    }

    private ObjectNode part(Injection.Part part) {
        ObjectNode out = JSON.objectNode().put("place", ClosedObject.word(part.place()));
        text(out, "name", part.name(), "");
        return out.put("template", part.template());
    }

    private static ObjectNode probe(Probe probe) {
        ObjectNode out = JSON.objectNode();
        text(out, "method", probe.method(), "GET");
        out.put("url", probe.url());
        optionalMap(out, "headers", probe.headers());
        text(out, "mediaType", probe.mediaType(), "");
        text(out, "body", probe.body(), "");
        text(out, "expectedPath", probe.expectedPath(), "");
        text(out, "expectedValue", probe.expectedValue(), "");
        text(out, "accountId", probe.accountId(), "");
        text(out, "accountLabel", probe.accountLabel(), "");
        text(out, "scopes", probe.scopes(), "");
        optionalMap(out, "captures", probe.captures());
        if (!probe.accepted().isEmpty()) {
            ArrayNode accepted = out.putArray("accepted");
            probe.accepted().forEach(accepted::add);
        }
        return out;
    }

    private ObjectNode migration(Migration migration) {
        ObjectNode out = JSON.objectNode().put("from", migration.from());
        list(out, "operations", migration.operations(), DefinitionWriter::operation);
        return out;
    }

    private static ObjectNode operation(Operation operation) {
        ObjectNode out = JSON.objectNode();
        if (operation instanceof Operation.Rename o) {
            out.put("rename", o.field()).put("to", o.to());
        } else if (operation instanceof Operation.Remove o) {
            out.put("remove", o.field());
        } else if (operation instanceof Operation.Put o) {
            ObjectNode value = JSON.objectNode();
            fallback(value, o.value());
            out.put("put", o.field()).set("value", value.get("fallback"));
        } else if (operation instanceof Operation.Replace o) {
            textMap(out.put("replace", o.field()).putObject("values"), o.values());
        } else if (operation instanceof Operation.Method o) {
            out.put("method", o.from()).put("to", o.to());
        }
        return out;
    }

    private static <T> void list(ObjectNode out, String key, List<? extends T> all, Function<T, ObjectNode> write) {
        if (!all.isEmpty()) {
            ArrayNode list = out.putArray(key);
            all.forEach(one -> list.add(write.apply(one)));
        }
    }

    static void texts(ObjectNode out, String key, List<String> all) {
        if (!all.isEmpty()) {
            ArrayNode list = out.putArray(key);
            all.forEach(list::add);
        }
    }

    static void textMap(ObjectNode out, Map<String, String> map) {
        new TreeMap<>(map).forEach(out::put);
    }

    static void optionalMap(ObjectNode out, String key, Map<String, String> map) {
        if (!map.isEmpty()) {
            textMap(out.putObject(key), map);
        }
    }

    static void text(ObjectNode out, String key, String value, String absent) {
        if (!value.equals(absent)) {
            out.put(key, value);
        }
    }

    static void number(ObjectNode out, String key, int value, int absent) {
        if (value != absent) {
            out.put(key, value);
        }
    }

    static void flag(ObjectNode out, String key, boolean value) {
        if (value) {
            out.put(key, true);
        }
    }
}
