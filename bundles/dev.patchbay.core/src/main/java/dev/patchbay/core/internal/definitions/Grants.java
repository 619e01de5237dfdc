package dev.patchbay.core.internal.definitions;

import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.OAuth2;
import dev.patchbay.api.provider.Values;
import dev.patchbay.host.problem.FieldError;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Makes grants from what a definition declares and a person entered. */
public final class Grants {
    private final Inserts inserts;
    private final List<String> hosts = new ArrayList<>();
    private final List<String> endpoints = new ArrayList<>();

    private Grants(Inserts inserts) {
        this.inserts = inserts;
    }

    /**
     * The grant of a connection with checked values: the declared hosts and URLs, and the value of every host and URL field
     * that is shown. A template with a hole nobody filled adds nothing.
     *
     * @throws ProblemException {@code INVALID} naming the field, for a value that would leave its place in a host name
     */
    public static Grant from(ConnectionDefinition definition, ConnectionMethod method, Values values) {
        Grants grants = new Grants(new Inserts(method, values, null));
        try {
            definition.allowedHosts().forEach(grants::host);
            urls(definition, method).forEach(grants::url);
            grants.fields(method);
        } catch (Template.Misfit e) {
            FieldError error = new FieldError("values." + e.field(), "host", String.valueOf(e.getMessage()));
            throw new ProblemException(ProblemType.INVALID, "A value does not fit into a host name.", List.of(error));
        }
        List<String> scopes = method.auth() instanceof OAuth2 oauth ? requested(oauth, values) : List.of();
        return new Grant(grants.hosts, grants.endpoints, scopes);
    }

    /** The scopes to ask for: what the person chose where that is left to him, else the declared ones. */
    public static List<String> requested(OAuth2 oauth, Values values) {
        String chosen = oauth.choices().get(OAuth2.Choice.SCOPES);
        Object value = chosen == null ? null : values.asMap().get(chosen);
        if (value instanceof List<?> list) {
            return list.stream().map(String::valueOf).toList();
        }
        if (value instanceof String text && !text.isBlank()) {
            return List.of(text.strip().split("\\s+"));
        }
        return Stream.concat(oauth.scopes().stream(), oauth.optionalScopes().stream()).toList();
    }

    /** Whether {@code to} reaches a host or an endpoint or has a scope that {@code from} does not. */
    public static boolean widens(Grant from, Grant to) {
        return !from.lacking(to).equals(Grant.NONE);
    }

    /** The fields that decide where secrets go or how well they are protected on the way. */
    public static Set<String> endpointFields(ConnectionDefinition definition, ConnectionMethod method) {
        Set<String> names = new LinkedHashSet<>();
        definition.endpointTemplates(method).forEach(template -> names.addAll(new Template(template).names()));
        method.fields().stream().filter(Field::isEndpoint).map(Field::name).forEach(names::add);
        names.removeIf(name -> method.field(name).isEmpty());
        return names;
    }

    /** The template of a probe's URL; without a scheme it stands below the definition's base URL. */
    public static Template probeUrl(ConnectionDefinition definition, String url) {
        if (url.contains("://") || url.startsWith("{") || definition.baseUrl().isEmpty()) {
            return new Template(url);
        }
        String base = definition.baseUrl();
        String start = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        return new Template(start + (url.startsWith("/") ? "" : "/") + url);
    }

    private static List<Template> urls(ConnectionDefinition definition, ConnectionMethod method) {
        List<Template> all = new ArrayList<>();
        if (!definition.baseUrl().isEmpty()) {
            all.add(new Template(definition.baseUrl()));
        }
        method.probe().ifPresent(probe -> all.add(probeUrl(definition, probe.url())));
        if (method.auth() instanceof OAuth2 oauth) {
            Stream.of(oauth.authorizeUrl(), oauth.tokenUrl(), oauth.refreshUrl(), oauth.deviceUrl(), oauth.revokeUrl(),
                            oauth.introspectUrl(), oauth.issuer())
                    .map(Template::new)
                    .forEach(all::add);
        } else if (method.auth() instanceof Auth.OAuth1 oauth) {
            all.add(new Template(oauth.requestTokenUrl()));
            all.add(new Template(oauth.authorizeUrl()));
            all.add(new Template(oauth.accessTokenUrl()));
        }
        all.removeIf(template -> template.text().isEmpty());
        return all;
    }

    private void host(String text) {
        Template template = new Template(text);
        if (!template.isComplete(inserts)) {
            return;
        }
        if (text.contains("://") || template.whole(inserts, Field.Kind.URL).isPresent()) {
            url(template);
        } else {
            hosts.add(template.host(inserts).toLowerCase(Locale.ROOT));
        }
    }

    private void url(Template template) {
        if (!template.isComplete(inserts)) {
            return;
        }
        String url = template.url(inserts);
        HostSyntax.endpointUrl(url).ifPresentOrElse(uri -> add(url, uri), () -> {
            String field = template.names().stream().findFirst().orElse("");
            throw new Template.Misfit(field, "Does not make a URL of a known host.");
        });
    }

    private void add(String url, URI uri) {
        endpoints.add(url);
        String host = HostSyntax.host(uri).orElseThrow();
        boolean port = uri.getPort() >= 0;
        hosts.add(port ? (HostSyntax.isIpv6Text(host) ? "[" + host + "]" : host) + ":" + uri.getPort() : host);
    }

    private void fields(ConnectionMethod method) {
        for (Field<?> field : method.fields()) {
            if (field.scope() != Field.Scope.ONE_TIME && inserts.has(field.name())) {
                if (field.kind() == Field.Kind.HOST) {
                    host("{" + field.name() + "}");
                } else if (field.kind() == Field.Kind.URL) {
                    url(new Template("{" + field.name() + "}"));
                }
            }
        }
    }
}
