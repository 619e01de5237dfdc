package dev.patchbay.core.internal.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.ConnectStep;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.Values;
import dev.patchbay.declaration.DefinitionJson;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a sign-in stands that the provider runs itself. Immutable; prints no secret.
 *
 * @param state what the provider left for its next step
 * @param form what it asks the person for, the prompt as its guide; null where it asks for nothing
 * @param typed what the person answered that is no secret, to be shown again
 */
record ProviderTurn(Values state, @Nullable ConnectionMethod form, Map<String, String> typed) {
    ProviderTurn {
        typed = Map.copyOf(typed);
    }

    /** The turn of one who is asked for nothing. */
    static ProviderTurn of(Values state) {
        return new ProviderTurn(state, null, Map.of());
    }


    /** The turn of a person who is asked for something. */
    static ProviderTurn asking(ConnectionMethod method, ConnectStep.Ask ask) {
        return new ProviderTurn(ask.state(), ConnectionMethod.of(method.id(), method.label()).guide(ask.prompt())
                .auth(Auth.interactive()).fields(ask.fields().toArray(Field<?>[]::new)), Map.of());
    }

    /** The same after an answer that breaks a rule. */
    ProviderTurn typed(Map<String, String> answer) {
        return new ProviderTurn(state, form, answer);
    }

    ObjectNode write() {
        ObjectNode out = JsonNodeFactory.instance.objectNode().put("state", JsonParts.values(state));
        JsonParts.texts(out.putObject("typed"), typed);
        return form == null
                ? out
                : out.put("form", DefinitionJson.write(ConnectionDefinition.of("asked", "Asked").methods(form)));
    }

    static ProviderTurn read(JsonNode in) {
        String form = JsonParts.text(in, "form");
        return new ProviderTurn(
                JsonParts.values(in.path("state")), form == null ? null : DefinitionJson.read(form).methods().get(0),
                JsonParts.texts(in.path("typed")));
    }

    @Override
    public String toString() {
        return "ProviderTurn";
    }
}
