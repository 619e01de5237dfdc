package dev.patchbay.core.internal.definitions;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.declaration.ClosedObject;
import dev.patchbay.declaration.DefinitionJson;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a connection was approved for: its secrets go nowhere else. Immutable; each list sorted and without repetition, so
 * that equal grants have equal JSON.
 *
 * @param hosts DNS names, {@code *.example.com}, IPv4 or IPv6 addresses, each with or without {@code :port}
 * @param endpoints URLs, no secret in them
 * @param scopes OAuth scopes
 * @param client the OAuth client whose credentials go with it, or null
 */
public record Grant(List<String> hosts, List<String> endpoints, List<String> scopes, @Nullable String client) {
    /** Nothing. */
    public static final Grant NONE = new Grant(List.of(), List.of(), List.of());

    public Grant {
        hosts = List.copyOf(new TreeSet<>(hosts));
        endpoints = List.copyOf(new TreeSet<>(endpoints));
        scopes = List.copyOf(new TreeSet<>(scopes));
    }

    /** A grant without OAuth client. */
    public Grant(List<String> hosts, List<String> endpoints, List<String> scopes) {
        this(hosts, endpoints, scopes, null);
    }

    /** The same with an OAuth client. */
    public Grant withClient(@Nullable String id) {
        return new Grant(hosts, endpoints, scopes, id);
    }

    /** The canonical JSON form. */
    public String toJson() {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        put(out, "hosts", hosts);
        put(out, "endpoints", endpoints);
        put(out, "scopes", scopes);
        if (client != null) {
            out.put("client", client);
        }
        return out.toString();
    }

    /** The grant of its JSON form. */
    public static Grant parse(String json) {
        ClosedObject in = new ClosedObject(DefinitionJson.tree(json), "");
        Grant grant = new Grant(in.texts("hosts"), in.texts("endpoints"), in.texts("scopes"),
                in.has("client") ? in.text("client") : null);
        in.end();
        return grant;
    }

    /** Whether a canonical host is inside on this port. */
    public boolean allows(String host, int port) {
        String bracketed = HostSyntax.isIpv6Text(host) ? "[" + host + "]" : host;
        return hosts.stream().anyMatch(entry -> covers(entry, host) || covers(entry, bracketed + ":" + port));
    }

    /** What of the other grant is outside of this one. */
    public Grant lacking(Grant other) {
        return new Grant(
                other.hosts.stream().filter(host -> !covers(host) && !covers(withoutPort(host))).toList(),
                other.endpoints.stream().filter(endpoint -> !endpoints.contains(endpoint)).toList(),
                other.scopes.stream().filter(scope -> !scopes.contains(scope)).toList());
    }

    /** The same with the hosts and endpoints of another grant added; scopes and client stay. */
    public Grant reaching(Grant other) {
        List<String> moreHosts = new ArrayList<>(hosts);
        moreHosts.addAll(other.hosts);
        List<String> moreEndpoints = new ArrayList<>(endpoints);
        moreEndpoints.addAll(other.endpoints);
        return new Grant(moreHosts, moreEndpoints, scopes, client);
    }

    private boolean covers(String host) {
        return hosts.stream().anyMatch(entry -> covers(entry, host));
    }

    private static boolean covers(String entry, String host) {
        return entry.equals(host) || entry.startsWith("*.") && host.endsWith(entry.substring(1));
    }

    private static String withoutPort(String entry) {
        int colon = entry.lastIndexOf(':');
        if (colon < 0 || entry.indexOf(':') != colon && !entry.startsWith("[")) {
            return entry;
        }
        String host = entry.substring(0, colon);
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    private static void put(ObjectNode out, String key, Collection<String> texts) {
        texts.forEach(out.putArray(key)::add);
    }
}
