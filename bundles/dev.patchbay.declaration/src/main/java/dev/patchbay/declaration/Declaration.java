package dev.patchbay.declaration;

import dev.patchbay.api.provider.ConnectionDefinition;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one {@code *.connection.json} says: a definition that keeps to its rules, and what concerns the file alone. Immutable. */
public final class Declaration {
    private final ConnectionDefinition definition;
    private final String release;
    private final String minimumApi;
    private final @Nullable Facts facts;
    private final List<TestVector> vectors;

    Declaration(ConnectionDefinition definition, String release, String minimumApi, @Nullable Facts facts, List<TestVector> vectors) {
        this.definition = definition;
        this.release = release;
        this.minimumApi = minimumApi;
        this.facts = facts;
        this.vectors = List.copyOf(vectors);
    }

    /** The definition; its rules hold. */
    public ConnectionDefinition definition() {
        return definition;
    }

    /** The provider's id. */
    public String id() {
        return definition.id();
    }

    /** The version of the declaration, as an OSGi version; {@code 1.0.0} unless told. */
    public String release() {
        return release;
    }

    /** The least version of the API of providers it needs. */
    public String minimumApi() {
        return minimumApi;
    }

    /** Where its facts come from, if it says so. */
    public Optional<Facts> facts() {
        return Optional.ofNullable(facts);
    }

    /** The samples to be replayed. */
    public List<TestVector> vectors() {
        return vectors;
    }

    @Override
    public String toString() {
        return id() + " " + release;
    }
}
