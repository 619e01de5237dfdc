package dev.patchbay.core.internal.definitions;

import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.OAuth2;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Where the secrets of an OAuth client go, and who decides it. What a person enters for a connection may be a part of a host
 * ({@code {shop}.example.com}), but where it decides the host's last two labels, whoever makes a connection gets the secret.
 */
public final class ClientHosts {
    private static final Pattern END_OF_AUTHORITY = Pattern.compile("[/?#]");

    private ClientHosts() {}

    /**
     * The fields outside of the client that decide to which site its secrets go; empty where none does, or it has no secret.
     * Options that the definition lists are the definition's decision.
     */
    public static Set<String> decidedBy(ConnectionDefinition definition, ConnectionMethod method) {
        Set<String> names = new TreeSet<>();
        if (method.clientFields().stream().noneMatch(Field::isSecret)) {
            return names;
        }
        targets(definition, method).forEach(template -> names.addAll(new Template(site(template)).names()));
        if (method.auth() instanceof OAuth2 oauth && oauth.choices().containsKey(OAuth2.Choice.ISSUER)) {
            names.add(oauth.choices().get(OAuth2.Choice.ISSUER));
        }
        names.removeIf(name -> method.field(name).filter(ClientHosts::isFree).isEmpty());
        return names;
    }

    /** The hosts, as declared, that the client's secrets go to; empty where it has none. */
    public static Set<String> of(ConnectionDefinition definition, ConnectionMethod method) {
        Set<String> hosts = new TreeSet<>();
        if (method.clientFields().stream().anyMatch(Field::isSecret)) {
            targets(definition, method).forEach(template -> hosts.add(authority(template)));
        }
        hosts.remove("");
        return hosts;
    }

    private static boolean isFree(Field<?> field) {
        return field.scope() != Field.Scope.CLIENT && field.kind() != Field.Kind.CHOICE;
    }

    /** The templates of what is sent the client's secrets, or a proof of them. */
    private static List<String> targets(ConnectionDefinition definition, ConnectionMethod method) {
        if (isSentWithEachRequest(method)) {
            return definition.endpointTemplates(method);
        }
        List<String> all = new ArrayList<>();
        if (method.auth() instanceof OAuth2 oauth) {
            all.addAll(List.of(
                    oauth.tokenUrl(), oauth.refreshUrl(), oauth.revokeUrl(), oauth.introspectUrl(), oauth.deviceUrl(), oauth.issuer()));
        } else if (method.auth() instanceof Auth.OAuth1 oauth) {
            all.addAll(List.of(oauth.requestTokenUrl(), oauth.accessTokenUrl()));
        }
        return all;
    }

    private static boolean isSentWithEachRequest(ConnectionMethod method) {
        boolean plaintext = method.auth() instanceof Auth.OAuth1 oauth
                && (oauth.signature() == Auth.OAuth1.Signature.PLAINTEXT || !oauth.signatureField().isEmpty());
        return plaintext || method.injection().parts().stream()
                .flatMap(part -> new Template(part.template() + part.name()).names().stream())
                .map(method::field)
                .flatMap(Optional::stream)
                .anyMatch(field -> field.isSecret() && field.scope() == Field.Scope.CLIENT);
    }

    /** Host and port in a template of a URL or host; empty where it is a path below the base URL, which is looked at itself. */
    private static String authority(String template) {
        int scheme = template.indexOf("://");
        return END_OF_AUTHORITY.split(scheme < 0 ? template : template.substring(scheme + 3), 2)[0];
    }

    /** The last two labels of the host in a template of a URL or host, or what fills them. */
    private static String site(String template) {
        String authority = authority(template);
        int port = authority.indexOf(':');
        String host = port < 0 ? authority : authority.substring(0, port);
        int last = host.lastIndexOf('.');
        return host.substring(last < 0 ? 0 : host.lastIndexOf('.', last - 1) + 1);
    }
}
