package dev.patchbay.api.provider;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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

    /**
     * With texts in another language, beside those it has in it already; of two for one key the later counts. The keys are those
     * of {@link #texts()}, such as {@code label} or {@code methods.token.fields.key.label}. {@code fields.key.label} stands for
     * the field {@code key} of every method that has it, except where the whole key is given too. {@code steps.Log in} is for a
     * step of a test by its name, {@code Log in}. Any other key for which there is no text is a fault of the definition; a key
     * left out is read in the definition's own words.
     */
    public ConnectionDefinition translation(String languageTag, Map<String, String> texts) {
        return changed(d -> {
            Map<String, String> own = new LinkedHashMap<>(translations.getOrDefault(languageTag, Map.of()));
            own.putAll(texts);
            Map<String, Map<String, String>> more = new LinkedHashMap<>(translations);
            more.put(languageTag, Map.copyOf(own));
            d.translations = Map.copyOf(more);
        });
    }

    /**
     * As {@link #translation(String, Map)}, with the texts of a file: {@code AcmeProvider_de.properties} in the package of the
     * class {@code AcmeProvider}, in the form of {@link java.util.Properties#load(java.io.Reader)} and in UTF-8. It is found by
     * the class's own loader, so it lies in the bundle of that class. It is read here and now: make the definition a constant.
     *
     * @param languageTag the language (BCP 47), as it stands in the file's name
     * @param beside the class whose simple name the file has
     * @throws IllegalArgumentException where there is no such file, or it is not in UTF-8, cannot be read or has a key twice
     */
    public ConnectionDefinition translation(String languageTag, Class<?> beside) {
        return translation(languageTag, Texts.beside(languageTag, beside));
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

    /**
     * What people read of it, in its own words, by the key of a translation and in the order of the form: {@code label},
     * {@code description}, and of each method {@code methods.m.label} and {@code .guide}, and of each of its fields
     * {@code methods.m.fields.f.label}, {@code .help}, {@code .example}, {@code .warning} and {@code .options.v} for an option
     * with the value {@code v}. What is empty is left out. Unmodifiable.
     */
    public Map<String, String> texts() {
        return Texts.of(this);
    }

    /**
     * Texts by language tag (BCP 47) and key. Keys that stand for a field of every method are resolved, as far as there is such
     * a field. Unmodifiable.
     */
    public Map<String, Map<String, String>> translations() {
        Map<String, Map<String, String>> resolved = new TreeMap<>();
        translations.forEach((tag, given) -> resolved.put(tag, Texts.spread(given, this)));
        return Collections.unmodifiableMap(resolved);
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
