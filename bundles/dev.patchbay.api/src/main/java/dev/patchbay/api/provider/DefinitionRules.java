package dev.patchbay.api.provider;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a definition must keep to; every fault is found in one pass. */
final class DefinitionRules {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    private static final Pattern HOLE = Pattern.compile("\\{([^{}]*)}");
    private static final Pattern SECRET_NAME =
            Pattern.compile(".*(password|passphrase|secret|token|apikey|privatekey|credential).*");
    private static final Pattern LOOPBACK = Pattern.compile("http://(127\\.0\\.0\\.1|\\[::1]|localhost)(:\\d{1,5})?([/?]|$)");
    /** RFC 9110 section 5.6.2. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    /** What would let a value leave its place in a host name. */
    private static final List<String> HOST_BREAKERS = List.of("a.b", "a/b", "a@b", "a:b", "a?b", "a#b", "a\\b");

    private static final Set<Field.Format> IN_A_LABEL =
            EnumSet.of(Field.Format.LABEL, Field.Format.UUID, Field.Format.DIGITS, Field.Format.HEX, Field.Format.DATE);

    private final ConnectionDefinition definition;
    private final List<DefinitionFault> faults = new ArrayList<>();

    DefinitionRules(ConnectionDefinition definition) {
        this.definition = definition;
    }

    List<DefinitionFault> faults() {
        check("/id", ID.matcher(definition.id()).matches(), "the id must be [a-z][a-z0-9-]*, up to 64: " + definition.id());
        check("/label", !definition.label().isBlank(), "the label is empty");
        check("/methods", !definition.methods().isEmpty(), "there is no method");
        link("/docs", definition.docs());
        definition.icon().ifPresent(i -> check("/icon", i.bytes().length <= 65_536, "the icon is over 64 KiB"));
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < definition.methods().size(); i++) {
            ConnectionMethod method = definition.methods().get(i);
            String place = "/methods/" + i;
            check(place + "/id", ID.matcher(method.id()).matches(), "a method's id must be [a-z][a-z0-9-]*: " + method.id());
            check(place + "/id", seen.add(method.id()), "two methods have the id " + method.id());
            method(place, method);
        }
        definition.webhook().ifPresent(this::webhook);
        versions();
        new TreeMap<>(definition.translations()).forEach(this::translation);
        return List.copyOf(faults);
    }

    private void method(String place, ConnectionMethod method) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < method.fields().size(); i++) {
            Field<?> field = method.fields().get(i);
            String at = place + "/fields/" + i;
            check(at + "/name", names.add(field.name()), "two fields of " + method.id() + " have the name " + field.name());
            field(at, method, field);
        }
        for (int i = 0; i < definition.allowedHosts().size(); i++) {
            endpoint("/allowedHosts/" + i, method, definition.allowedHosts().get(i));
        }
        endpoint("/baseUrl", method, definition.baseUrl());
        if (method.auth() instanceof OAuth2 oauth) {
            new OAuth2Rules(this, place + "/auth", method, oauth).check();
        } else if (method.auth() instanceof Auth.OAuth1 oauth) {
            oauth1(place + "/auth", method, oauth);
        }
        for (int i = 0; i < method.injection().parts().size(); i++) {
            injection(place + "/injection/" + i, method, method.injection().parts().get(i));
        }
        method.probe().ifPresent(probe -> probe(place + "/probe", method, probe));
        lifetimes(place + "/lifetimes", method.lifetimes());
        Limits limits = method.limits();
        check(place + "/limits", limits.errorPath().isEmpty() == limits.errorValues().isEmpty(),
                method.id() + ": an error of limits has a path and values, or neither");
    }

    private void oauth1(String place, ConnectionMethod method, Auth.OAuth1 oauth) {
        endpoint(place + "/requestTokenUrl", method, oauth.requestTokenUrl());
        endpoint(place + "/authorizeUrl", method, oauth.authorizeUrl());
        endpoint(place + "/accessTokenUrl", method, oauth.accessTokenUrl());
        check(place + "/signatureField", oauth.signatureField().isEmpty() || method.field(oauth.signatureField()).isPresent(),
                "the signature is chosen by no field: " + oauth.signatureField());
    }

    private void injection(String place, ConnectionMethod method, Injection.Part part) {
        holes(place + "/template", method, part.template());
        switch (part.place()) {
            case BASIC -> holes(place + "/name", method, part.name());
            case COOKIE -> check(place + "/name", TOKEN.matcher(part.name()).matches(),
                    "a cookie's name is letters, digits and !#$%&'*+-.^_`|~: " + part.name());
            case HEADER, QUERY, BODY ->
                    check(place + "/name", !part.name().isBlank(), method.id() + ": a part of the injection has no name");
            case PATH -> check(place + "/name", part.name().isEmpty(), method.id() + ": a prefix of the path has no name");
        }
    }

    private void probe(String place, ConnectionMethod method, Probe probe) {
        endpoint(place + "/url", method, probe.url());
        check(place + "/url", !probe.url().startsWith("/") || !definition.baseUrl().isEmpty(),
                method.id() + ": the probe's URL is relative and there is no base URL: " + probe.url());
        probe.headers().forEach((name, t) -> noSecretIn(place + "/headers/" + escaped(name), method, t, "a header of the probe"));
        probe.captures().forEach((path, name) -> captured(place + "/captures/" + escaped(path), method, name));
    }

    private void lifetimes(String place, Lifetimes l) {
        boolean possible = l.refreshSeconds() >= 0 && l.idleSeconds() >= 0 && l.maximumSeconds() >= 0 && l.reuseSeconds() >= 0
                && l.marginSeconds() >= 0;
        check(place, possible, "a lifetime is a number of seconds, 0 for not known");
        check(place + "/keepAliveSeconds", l.keepAliveSeconds() == 0 || l.keepAliveSeconds() >= 3_600,
                "keepAliveSeconds is an hour (3600) at least, or 0 for never");
        check(place + "/keepAliveSeconds", l.idleSeconds() <= 0 || l.keepAliveSeconds() < l.idleSeconds(),
                "keepAliveSeconds must be less than idleSeconds: later the refresh token is dead");
    }

    private void webhook(Webhook webhook) {
        check("/webhook/header", TOKEN.matcher(webhook.header()).matches(),
                "the webhook's header is no name of a header: " + webhook.header());
        check("/webhook/toleranceSeconds", webhook.toleranceSeconds() >= 0, "toleranceSeconds is a number of seconds, 0 for any age");
        check("/webhook/secretField", webhook.secretField().isEmpty() || definition.methods().stream()
                        .anyMatch(m -> m.field(webhook.secretField()).filter(Field::isSecret).isPresent()),
                "the webhook's key is no secret field of any method: " + webhook.secretField());
    }

    void captured(String place, ConnectionMethod method, String name) {
        boolean fits = method.field(name).filter(f -> f.scope() == Field.Scope.CAPTURED).isPresent();
        check(place, fits, "what is captured goes into a field of the scope captured: " + name);
    }

    private void field(String place, ConnectionMethod method, Field<?> field) {
        String where = method.id() + "." + field.name();
        check(place + "/label", !field.label().isBlank(), where + " has no label");
        check(place + "/maxLength", field.maxLength() >= 1 && field.maxLength() <= 65_536, where + ": maxLength is 1 to 65536");
        check(place + "/min", field.min() <= field.max(), where + ": the range is empty");
        check(place + "/options", field.kind() != Field.Kind.CHOICE || !field.options().isEmpty(), where + ": a choice needs options");
        boolean oauth = method.auth() instanceof OAuth2 || method.auth() instanceof Auth.OAuth1;
        boolean captured = field.scope() == Field.Scope.CAPTURED;
        check(place + "/fallback", !captured || field.fallback().isEmpty(), where + ": what is captured has no default");
        check(place + "/scope", field.scope() != Field.Scope.CLIENT || oauth, where + ": only OAuth methods have fields of the client");
        if (field.kind() == Field.Kind.TEXT) {
            String name = field.name().toLowerCase(Locale.ROOT);
            check(place + "/name", !SECRET_NAME.matcher(name).matches(),
                    where + " is named like a secret: make its kind secret (Field.secret)");
        }
        if (field.isSecret()) {
            check(place + "/example", field.example().isEmpty(), where + ": a secret has no example");
        }
        if (field.kind() == Field.Kind.CHOICE && field.fallback().isPresent()) {
            check(place + "/fallback", field.options().stream().anyMatch(o -> o.value().equals(field.fallback().get())),
                    where + ": the default is none of the options");
        }
        link(place + "/docs", field.docs());
        boolean bare = field.prefix().isEmpty() && field.suffix().isEmpty();
        boolean text = field.kind() == Field.Kind.TEXT || field.kind() == Field.Kind.SECRET || field.kind() == Field.Kind.HOST;
        check(place, bare || text, where + ": only a text, a secret or a host has a prefix or suffix");
        field.visibleWhen().ifPresent(c -> check(place + "/visibleWhen/field",
                method.field(c.field()).isPresent() && !c.field().equals(field.name()),
                where + ": visibleWhen names no other field: " + c.field()));
    }

    private void link(String place, String url) {
        check(place, url.isEmpty() || url.startsWith("https://"), "a link begins with https:// — " + url);
    }

    void endpoint(String place, ConnectionMethod method, String template) {
        if (template.isEmpty()) {
            return;
        }
        noSecretIn(place, method, template, "a URL");
        int scheme = template.indexOf("://");
        if (scheme >= 0) {
            check(place, template.startsWith("https://") || LOOPBACK.matcher(template).lookingAt(),
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
            method.field(hole.group(1)).ifPresent(field -> hostField(place, field, whole, template));
        }
    }

    private void hostField(String place, Field<?> field, boolean whole, String template) {
        if (whole) {
            check(place, field.kind() == Field.Kind.HOST || field.kind() == Field.Kind.URL || field.kind() == Field.Kind.CHOICE,
                    "a field that is the whole host must be of the kind host, url or choice: " + template);
            return;
        }
        boolean bounded = field.kind() == Field.Kind.CHOICE || field.kind() == Field.Kind.INTEGER
                || field.format().map(IN_A_LABEL::contains)
                        .orElseGet(() -> field.pattern().filter(DefinitionRules::staysInALabel).isPresent());
        check(place, bounded, "a field in a host name needs a pattern without . / @ : ? # \\ — " + field.name() + " in " + template);
    }

    private static boolean staysInALabel(Pattern pattern) {
        String text = pattern.pattern();
        boolean open = text.contains(".*") || text.contains(".+") || text.contains("\\S") || text.contains("[^");
        return !open && HOST_BREAKERS.stream().noneMatch(b -> pattern.matcher(b).matches())
                && "./@:?#\\".chars().noneMatch(c -> pattern.matcher(String.valueOf((char) c)).matches());
    }

    void noSecretIn(String place, ConnectionMethod method, String template, String what) {
        for (String name : holes(place, method, template)) {
            boolean secret = name.equals("accessToken") || method.field(name).filter(Field::isSecret).isPresent();
            check(place, !secret, "a secret in " + what + ", where only an injection may put one: " + name + " in " + template);
        }
    }

    List<String> holes(String place, ConnectionMethod method, String template) {
        List<String> names = new ArrayList<>();
        Matcher hole = HOLE.matcher(template);
        while (hole.find()) {
            names.add(hole.group(1));
            boolean known = hole.group(1).equals("accessToken") || hole.group(1).equals("scopes")
                    || method.field(hole.group(1)).isPresent();
            check(place, known, "no field of the method " + method.id() + " is named " + hole.group(1) + ": " + template);
        }
        return names;
    }

    private void versions() {
        check("/version", definition.version() >= 1, "the schema version starts at 1");
        for (int v = 1; v < definition.version(); v++) {
            int from = v;
            long ways = definition.migrations().stream().filter(m -> m.from() == from).count();
            check("/migrations", ways == 1, (ways == 0 ? "there is no" : "there is more than one") + " migration from version " + v);
        }
        for (int i = 0; i < definition.migrations().size(); i++) {
            Migration m = definition.migrations().get(i);
            check("/migrations/" + i + "/from", m.from() >= 1 && m.from() < definition.version(),
                    "a migration leads nowhere: from " + m.from());
        }
    }

    private void translation(String tag, Map<String, String> texts) {
        String place = "/translations/" + escaped(tag);
        check(place, isLanguageTag(tag), "a language is named by its tag (BCP 47), such as de or pt-BR: " + tag);
        Set<String> known = definition.texts().keySet();
        new TreeMap<>(texts).forEach((key, text) -> {
            boolean step = key.startsWith(Texts.STEPS) && key.length() > Texts.STEPS.length();
            check(place + "/" + escaped(key), step || known.contains(key), "there is no text of this key to translate (" + tag + "): " + key);
            check(place + "/" + escaped(key), !text.isBlank(), "the translation is empty (" + tag + "): " + key);
        });
    }

    /** In the one spelling by which readers look for it: {@code DE} would be found by nobody. */
    private static boolean isLanguageTag(String tag) {
        try {
            return new Locale.Builder().setLanguageTag(tag).build().toLanguageTag().equals(tag);
        } catch (IllformedLocaleException e) {
            return false;
        }
    }

    /** A member's name in a JSON pointer (RFC 6901 section 3). */
    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    void check(String place, boolean holds, String fault) {
        DefinitionFault one = new DefinitionFault(place, fault);
        if (!holds && !faults.contains(one)) {
            faults.add(one);
        }
    }
}
