package dev.patchbay.core.internal.tokens;

import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.Values;
import dev.patchbay.core.internal.definitions.Grants;
import dev.patchbay.core.internal.definitions.ValueRules;
import dev.patchbay.core.internal.providers.Providers;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which of the values that a renewal changed may be stored: those of declared fields that keep to their rules and do not decide
 * where the connection goes. The rest is left as it was: the tokens beside it came once and are not thrown away for it.
 */
final class ChangedValues {
    private static final Logger LOG = LoggerFactory.getLogger(ChangedValues.class);

    private ChangedValues() {}

    static Values storable(Providers.Live live, ConnectionMethod method, Values stored, Values changed) {
        if (changed.asMap().isEmpty()) {
            return changed;
        }
        Set<String> places = Grants.endpointFields(live.definition(), method);
        Map<String, Object> next = new TreeMap<>(changed.asMap());
        next.keySet().removeIf(name -> places.contains(name)
                || method.field(name).filter(ChangedValues::isStored).isEmpty());
        Map<String, Object> all = new TreeMap<>(stored.asMap());
        all.putAll(next);
        ValueRules.Checked checked = ValueRules.checkStored(method, all, "");
        checked.errors().forEach(error -> next.remove(error.field()));
        next.replaceAll((name, value) -> checked.values().asMap().getOrDefault(name, value));
        Set<String> refused = new TreeSet<>(changed.asMap().keySet());
        refused.removeAll(next.keySet());
        if (!refused.isEmpty()) {
            LOG.warn("the provider {} changed {} values with a renewal that are not its to change", live.definition().id(), refused.size());
        }
        return Values.of(next);
    }

    private static boolean isStored(Field<?> field) {
        return field.scope() == Field.Scope.CONNECTION || field.scope() == Field.Scope.CAPTURED;
    }
}
