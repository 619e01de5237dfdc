package dev.patchbay.api.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One way to connect to a provider. Immutable; each method gives a changed copy. */
public final class ConnectionMethod {
    private final String id;
    private final String label;
    private String guide = "";
    private List<Field<?>> fields = List.of();
    private Auth auth = Auth.storedFields();
    private Injection injection = Injection.none();
    private @Nullable Probe probe;
    private Lifetimes lifetimes = Lifetimes.unknown();
    private Limits limits = Limits.standard();

    private ConnectionMethod(String id, String label) {
        this.id = id;
        this.label = label;
    }

    /** A method with its id ({@code [a-z][a-z0-9-]*}) and what a person reads. */
    public static ConnectionMethod of(String id, String label) {
        return new ConnectionMethod(id, label);
    }

    private ConnectionMethod changed(Consumer<ConnectionMethod> change) {
        ConnectionMethod copy = new ConnectionMethod(id, label);
        copy.guide = guide;
        copy.fields = fields;
        copy.auth = auth;
        copy.injection = injection;
        copy.probe = probe;
        copy.lifetimes = lifetimes;
        copy.limits = limits;
        change.accept(copy);
        return copy;
    }

    /** With the set-up guide, in Markdown: where in the app the person finds what the fields ask for. */
    public ConnectionMethod guide(String markdown) {
        return changed(m -> m.guide = markdown);
    }

    /** With these fields, in the order of the form. */
    public ConnectionMethod fields(Field<?>... all) {
        return changed(m -> m.fields = List.of(all));
    }

    /** With the way a credential comes to be; stored fields unless told. */
    public ConnectionMethod auth(Auth way) {
        return changed(m -> m.auth = way);
    }

    /** With the place of the credential in requests. */
    public ConnectionMethod injection(Injection where) {
        return changed(m -> m.injection = where);
    }

    /** With the declared test. */
    public ConnectionMethod probe(Probe test) {
        return changed(m -> m.probe = test);
    }

    /** With what is known of how long its credentials last. */
    public ConnectionMethod lifetimes(Lifetimes facts) {
        return changed(m -> m.lifetimes = facts);
    }

    /** With how the app says that there were too many requests. */
    public ConnectionMethod limits(Limits signs) {
        return changed(m -> m.limits = signs);
    }

    /** The id. */
    public String id() {
        return id;
    }

    /** What a person reads. */
    public String label() {
        return label;
    }

    /** The guide in Markdown; empty where there is none. */
    public String guide() {
        return guide;
    }

    /** The fields, in the order of the form. */
    public List<Field<?>> fields() {
        return fields;
    }

    /** The field of this name, if there is one, those that {@link #clientFields()} adds included. */
    public Optional<Field<?>> field(String name) {
        for (Field<?> field : fields) {
            if (field.name().equals(name)) {
                return Optional.of(field);
            }
        }
        return clientFields().stream().<Field<?>>map(f -> f).filter(f -> f.name().equals(name)).findFirst();
    }

    /** Whether connections need an OAuth client of their own or shared with others. */
    public boolean needsClient() {
        boolean oauth = auth instanceof OAuth2 o ? o.identifiesClient() : auth instanceof Auth.OAuth1;
        return oauth && fields.stream()
                .noneMatch(f -> f.name().equals(OAuth2.CLIENT_ID) && f.scope() == Field.Scope.CONNECTION);
    }

    /**
     * The fields of the OAuth client: those declared with {@link Field.Scope#CLIENT} and, where they are not declared, the
     * standard ones of the client's authentication. Empty where the method needs no client.
     */
    public List<Field<?>> clientFields() {
        if (!needsClient()) {
            return List.of();
        }
        List<Field<?>> all = new ArrayList<>();
        for (Field<?> standard : ClientFields.of(auth)) {
            if (fields.stream().noneMatch(f -> f.name().equals(standard.name()))) {
                all.add(standard);
            }
        }
        fields.stream().filter(f -> f.scope() == Field.Scope.CLIENT).forEach(all::add);
        return List.copyOf(all);
    }

    /** The fields that a person fills in for a connection, in the order of the form. */
    public List<Field<?>> connectionFields() {
        return fields.stream()
                .filter(f -> f.scope() == Field.Scope.CONNECTION || f.scope() == Field.Scope.ONE_TIME)
                .toList();
    }

    /** How the credential comes to be. */
    public Auth auth() {
        return auth;
    }

    /** Where the credential goes. */
    public Injection injection() {
        return injection;
    }

    /** The declared test, if there is one. */
    public Optional<Probe> probe() {
        return Optional.ofNullable(probe);
    }

    /** How long its credentials last. */
    public Lifetimes lifetimes() {
        return lifetimes;
    }

    /** How the app says that there were too many requests. */
    public Limits limits() {
        return limits;
    }
}
