package dev.patchbay.api.provider;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a definition must keep to; every fault is found in one pass. */
final class DefinitionRules {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    private static final Pattern HOLE = Pattern.compile("\\{([^{}]*)}");
    private static final Pattern SECRET_NAME =
            Pattern.compile(".*(password|passphrase|secret|token|apikey|privatekey|credential).*");
    private static final Pattern LOOPBACK = Pattern.compile("http://(127\\.0\\.0\\.1|\\[::1]|localhost)(:\\d{1,5})?([/?]|$)");
    /** What would let a value leave its place in a host name. */
    private static final List<String> HOST_BREAKERS = List.of("a.b", "a/b", "a@b", "a:b", "a?b", "a#b", "a\\b");

    private final ConnectionDefinition definition;
    private final List<String> faults = new ArrayList<>();

    DefinitionRules(ConnectionDefinition definition) {
        this.definition = definition;
    }

    List<String> faults() {
        check(ID.matcher(definition.id()).matches(), "the id must be [a-z][a-z0-9-]*, up to 64: " + definition.id());
        check(!definition.label().isBlank(), "the label is empty");
        check(!definition.methods().isEmpty(), "there is no method");
        definition.icon().ifPresent(i -> check(i.bytes().length <= 65_536, "the icon is over 64 KiB"));
        Set<String> seen = new HashSet<>();
        for (ConnectionMethod method : definition.methods()) {
            check(ID.matcher(method.id()).matches(), "a method's id must be [a-z][a-z0-9-]*: " + method.id());
            check(seen.add(method.id()), "two methods have the id " + method.id());
            method(method);
        }
        versions();
        return List.copyOf(faults);
    }

    private void method(ConnectionMethod method) {
        Set<String> names = new HashSet<>();
        for (Field<?> field : method.fields()) {
            check(names.add(field.name()), "two fields of " + method.id() + " have the name " + field.name());
            field(method, field);
        }
        definition.endpointTemplates(method).forEach(template -> endpoint(method, template));
        if (method.auth() instanceof OAuth2 oauth) {
            oauth2(method, oauth);
        } else if (method.auth() instanceof Auth.OAuth1 oauth && !oauth.signatureField().isEmpty()) {
            check(method.field(oauth.signatureField()).isPresent(), "the signature is chosen by no field: " + oauth.signatureField());
        }
        method.injection().parts().forEach(part -> {
            holes(method, part.template());
            if (part.place() == Injection.Place.BASIC) {
                holes(method, part.name());
            }
        });
        method.probe().ifPresent(p -> {
            p.headers().values().forEach(t -> noSecretIn(method, t, "a header of the probe"));
            p.captures().values().forEach(name -> captured(method, name));
        });
    }

    private void oauth2(ConnectionMethod method, OAuth2 oauth) {
        List<Map<String, String>> all = List.of(
                oauth.authorizeParams(), oauth.tokenParams(), oauth.refreshParams(), oauth.tokenHeaders());
        all.forEach(params -> params.values().forEach(t -> holes(method, t)));
        oauth.authorizeParams().values().forEach(t -> noSecretIn(method, t, "the authorize URL"));
        oauth.captures().forEach(c -> captured(method, c.field()));
        oauth.choices().values().forEach(name ->
                check(method.field(name).isPresent(), "a choice of " + method.id() + " is made by no field: " + name));
        boolean metadata = !oauth.issuer().isEmpty() || oauth.choices().containsKey(OAuth2.Choice.ISSUER);
        check(!oauth.tokenUrl().isEmpty() || metadata, method.id() + ": there is no token endpoint");
        boolean browser = oauth.grant() == OAuth2.Grant.AUTHORIZATION_CODE;
        check(!browser || !oauth.authorizeUrl().isEmpty() || metadata, method.id() + ": there is no authorization endpoint");
        check(oauth.grant() != OAuth2.Grant.JWT_BEARER || oauth.assertion() != null, method.id() + ": there is no assertion");
    }

    private void captured(ConnectionMethod method, String name) {
        boolean fits = method.field(name).filter(f -> f.scope() == Field.Scope.CAPTURED).isPresent();
        check(fits, "what is captured goes into a field of the scope CAPTURED: " + name);
    }

    private void field(ConnectionMethod method, Field<?> field) {
        String where = method.id() + "." + field.name();
        check(!field.label().isBlank(), where + " has no label");
        check(field.maxLength() >= 1 && field.maxLength() <= 65_536, where + ": maxLength is 1 to 65536");
        check(field.min() <= field.max(), where + ": the range is empty");
        check(field.kind() != Field.Kind.CHOICE || !field.options().isEmpty(), where + ": a choice needs options");
        boolean oauth = method.auth() instanceof OAuth2 || method.auth() instanceof Auth.OAuth1;
        boolean captured = field.scope() == Field.Scope.CAPTURED;
        check(!captured || field.fallback().isEmpty(), where + ": what is captured has no default");
        check(field.scope() != Field.Scope.CLIENT || oauth, where + ": only OAuth methods have fields of the client");
        if (field.kind() == Field.Kind.TEXT) {
            String name = field.name().toLowerCase(Locale.ROOT);
            check(!SECRET_NAME.matcher(name).matches(), where + " is named like a secret: make it Field.secret");
        }
        if (field.isSecret()) {
            check(field.example().isEmpty(), where + ": a secret has no example");
        }
        if (field.kind() == Field.Kind.CHOICE && field.fallback().isPresent()) {
            check(field.options().stream().anyMatch(o -> o.value().equals(field.fallback().get())),
                    where + ": the default is none of the options");
        }
        field.visibleWhen().ifPresent(c -> check(method.field(c.field()).isPresent() && !c.field().equals(field.name()),
                where + ": visibleWhen names no other field: " + c.field()));
    }

    private void endpoint(ConnectionMethod method, String template) {
        noSecretIn(method, template, "a URL");
        int scheme = template.indexOf("://");
        if (scheme >= 0) {
            check(template.startsWith("https://") || LOOPBACK.matcher(template).lookingAt(),
                    "only https, or http to the machine itself (127.0.0.1, [::1], localhost): " + template);
        }
        String rest = scheme < 0 ? template : template.substring(scheme + 3);
        boolean path = scheme < 0 && template.startsWith("/");
        if (path) {
            return;
        }
        int end = rest.indexOf('/');
        String host = end < 0 ? rest : rest.substring(0, end);
        boolean whole = HOLE.matcher(host).matches();
        Matcher hole = HOLE.matcher(host);
        while (hole.find()) {
            method.field(hole.group(1)).ifPresent(field -> hostField(field, whole, template));
        }
    }

    private void hostField(Field<?> field, boolean whole, String template) {
        if (whole) {
            check(field.kind() == Field.Kind.HOST || field.kind() == Field.Kind.URL || field.kind() == Field.Kind.CHOICE,
                    "a field that is the whole host must be Field.host, Field.url or a choice: " + template);
            return;
        }
        boolean bounded = field.kind() == Field.Kind.CHOICE || field.kind() == Field.Kind.INTEGER
                || field.pattern().filter(DefinitionRules::staysInALabel).isPresent();
        check(bounded, "a field in a host name needs a pattern without . / @ : ? # \\ — " + field.name() + " in " + template);
    }

    private static boolean staysInALabel(Pattern pattern) {
        String text = pattern.pattern();
        boolean open = text.contains(".*") || text.contains(".+") || text.contains("\\S") || text.contains("[^");
        return !open && HOST_BREAKERS.stream().noneMatch(b -> pattern.matcher(b).matches())
                && "./@:?#\\".chars().noneMatch(c -> pattern.matcher(String.valueOf((char) c)).matches());
    }

    private void noSecretIn(ConnectionMethod method, String template, String place) {
        for (String name : holes(method, template)) {
            boolean secret = name.equals("accessToken") || method.field(name).filter(Field::isSecret).isPresent();
            check(!secret, "a secret in " + place + ", where only an injection may put one: " + name + " in " + template);
        }
    }

    private List<String> holes(ConnectionMethod method, String template) {
        List<String> names = new ArrayList<>();
        Matcher hole = HOLE.matcher(template);
        while (hole.find()) {
            names.add(hole.group(1));
            boolean known = hole.group(1).equals("accessToken") || hole.group(1).equals("scopes") || method.field(hole.group(1)).isPresent();
            check(known, "no field of the method " + method.id() + " is named " + hole.group(1) + ": " + template);
        }
        return names;
    }

    private void versions() {
        check(definition.version() >= 1, "the schema version starts at 1");
        for (int v = 1; v < definition.version(); v++) {
            int from = v;
            long ways = definition.migrations().stream().filter(m -> m.from() == from).count();
            check(ways == 1, (ways == 0 ? "there is no" : "there is more than one") + " migration from version " + v);
        }
        definition.migrations().forEach(m -> check(m.from() >= 1 && m.from() < definition.version(),
                "a migration leads nowhere: from " + m.from()));
    }

    private void check(boolean holds, String fault) {
        if (!holds && !faults.contains(fault)) {
            faults.add(fault);
        }
    }
}
