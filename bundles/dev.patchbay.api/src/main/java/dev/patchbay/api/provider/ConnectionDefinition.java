package dev.patchbay.api.provider;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Everything about a provider that is data: losslessly the same as its JSON form, stored by the host for each version, so
 * that connections can be listed while the provider is away. Immutable; each method gives a changed copy. The rules are
 * checked by {@link #faults()}, which the host calls at registration and an author in a unit test.
 */
public final class ConnectionDefinition {
    /** A picture of at most 64 KiB. */
    public record Icon(String mediaType, byte[] bytes) {
        /** Copies the bytes. */
        public Icon {
            bytes = bytes.clone();
        }

        /** A copy of the bytes. */
        @Override
        public byte[] bytes() {
            return bytes.clone();
        }
    }

    private final String id;
    private final String label;
    private String description = "";
    private String category = "other";
    private String baseUrl = "";
    private String docs = "";
    private @Nullable Webhook webhook;
    private int version = 1;
    private @Nullable Icon icon;
    private List<String> allowedHosts = List.of();
    private List<ConnectionMethod> methods = List.of();
    private List<Migration> migrations = List.of();
    private Map<String, Map<String, String>> translations = Map.of();

    private ConnectionDefinition(String id, String label) {
        this.id = id;
        this.label = label;
    }

    /** A definition with the provider's stable id ({@code [a-z][a-z0-9-]*}) and what a person reads. */
    public static ConnectionDefinition of(String id, String label) {
        return new ConnectionDefinition(id, label);
    }

    private ConnectionDefinition changed(Consumer<ConnectionDefinition> change) {
        ConnectionDefinition copy = new ConnectionDefinition(id, label);
        copy.description = description;
        copy.category = category;
        copy.baseUrl = baseUrl;
        copy.docs = docs;
        copy.webhook = webhook;
        copy.version = version;
        copy.icon = icon;
        copy.allowedHosts = allowedHosts;
        copy.methods = methods;
        copy.migrations = migrations;
        copy.translations = translations;
        change.accept(copy);
        return copy;
    }

    /** With a sentence that says what it connects to. */
    public ConnectionDefinition description(String text) {
        return changed(d -> d.description = text);
    }

    /** With a category, such as {@code files} or {@code credential-type}; {@code other} unless told. */
    public ConnectionDefinition category(String name) {
        return changed(d -> d.category = name);
    }

    /** With the https URL of the app's documentation. */
    public ConnectionDefinition docs(String url) {
        return changed(d -> d.docs = url);
    }

    /** With how the app signs what it sends by itself. */
    public ConnectionDefinition webhook(Webhook signature) {
        return changed(d -> d.webhook = signature);
    }

    /** With an icon. */
    public ConnectionDefinition icon(String mediaType, byte[] bytes) {
        return changed(d -> d.icon = new Icon(mediaType, bytes));
    }

    /** With the https URL its API starts with; may hold {@code {field}} placeholders. */
    public ConnectionDefinition baseUrl(String template) {
        return changed(d -> d.baseUrl = template);
    }

    /**
     * With the hosts a connection may reach beside the base URL's: {@code api.example.com}, {@code {shop}.example.com}, or
     * {@code {host}} where that field is a host or URL. A secret goes nowhere else.
     */
    public ConnectionDefinition allowedHosts(String... templates) {
        return changed(d -> d.allowedHosts = List.of(templates));
    }

    /** With these methods; the first is the default. */
    public ConnectionDefinition methods(ConnectionMethod... all) {
        return changed(d -> d.methods = List.of(all));
    }

    /** With a schema version other than 1, and the way there from each version before. */
    public ConnectionDefinition version(int number, Migration... way) {
        return changed(d -> {
            d.version = number;
            d.migrations = List.of(way);
        });
    }

    /** With texts in another language, by key such as {@code label} or {@code methods.token.fields.key.label}. */
    public ConnectionDefinition translation(String languageTag, Map<String, String> texts) {
        return changed(d -> {
            Map<String, Map<String, String>> more = new LinkedHashMap<>(translations);
            more.put(languageTag, Map.copyOf(texts));
            d.translations = Map.copyOf(more);
        });
    }

    /** What is wrong with it, one sentence each; empty where it may be registered. */
    public List<String> faults() {
        return placedFaults().stream().map(DefinitionFault::message).distinct().toList();
    }

    /** What is wrong with it and where; empty where it may be registered. */
    public List<DefinitionFault> placedFaults() {
        return new DefinitionRules(this).faults();
    }

    /** The provider's id. */
    public String id() {
        return id;
    }

    /** What a person reads. */
    public String label() {
        return label;
    }

    /** One sentence; empty where there is none. */
    public String description() {
        return description;
    }

    /** The category. */
    public String category() {
        return category;
    }

    /** The icon, if there is one. */
    public Optional<Icon> icon() {
        return Optional.ofNullable(icon);
    }

    /** The URL of the app's documentation; empty where there is none. */
    public String docs() {
        return docs;
    }

    /** How the app signs what it sends by itself, if it is declared. */
    public Optional<Webhook> webhook() {
        return Optional.ofNullable(webhook);
    }

    /** The template of the API's URL; empty where there is none. */
    public String baseUrl() {
        return baseUrl;
    }

    /** The templates of further hosts. */
    public List<String> allowedHosts() {
        return allowedHosts;
    }

    /** The methods; the first is the default. */
    public List<ConnectionMethod> methods() {
        return methods;
    }

    /** The method of this id, if there is one. */
    public Optional<ConnectionMethod> method(String methodId) {
        return methods.stream().filter(m -> m.id().equals(methodId)).findFirst();
    }

    /** The schema version of stored values, from 1. */
    public int version() {
        return version;
    }

    /** The migrations. */
    public List<Migration> migrations() {
        return migrations;
    }

    /** Texts by language tag (BCP 47) and key. */
    public Map<String, Map<String, String>> translations() {
        return translations;
    }

    /** Every URL or host template of a method, from which its grant is made. */
    public List<String> endpointTemplates(ConnectionMethod method) {
        List<String> all = new ArrayList<>(allowedHosts);
        all.add(baseUrl);
        method.probe().ifPresent(p -> all.add(p.url()));
        if (method.auth() instanceof OAuth2 o) {
            all.addAll(Arrays.asList(
                    o.authorizeUrl(), o.tokenUrl(), o.refreshUrl(), o.deviceUrl(), o.revokeUrl(), o.introspectUrl(), o.issuer()));
        } else if (method.auth() instanceof Auth.OAuth1 o) {
            all.addAll(Arrays.asList(o.requestTokenUrl(), o.authorizeUrl(), o.accessTokenUrl()));
        }
        all.removeIf(String::isEmpty);
        return List.copyOf(all);
    }

    @Override
    public String toString() {
        return id + " " + version;
    }
}
