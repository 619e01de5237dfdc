package dev.patchbay.declaration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lays declarations over those they extend: a JSON Merge Patch (RFC 7396), in which the lists of things with a name of their own
 * are matched by it, so that one field of one method can be changed. What the parent has for itself alone is not inherited.
 */
final class Extension {
    static final String KEY = "extends";
    private static final int LONGEST_CHAIN = 8;
    /** Lists that are matched, and by which member. */
    private static final Map<String, String> NAMED = Map.of("methods", "id", "fields", "name", "options", "value");
    private static final Set<String> NOT_INHERITED = Set.of(KEY, "facts", "release", "$schema", "testVectors");

    private final FaultSink faults;
    private final Function<String, Optional<byte[]>> others;

    Extension(FaultSink faults, Function<String, Optional<byte[]>> others) {
        this.faults = faults;
        this.others = others;
    }

    /** The bytes of a whole declaration; empty where it cannot be made, which has been told then. */
    Optional<byte[]> whole(JsonNode tree, byte[] utf8) {
        if (!tree.isObject() || !tree.has(KEY)) {
            return Optional.of(utf8);
        }
        ObjectNode whole = whole(tree.deepCopy(), new HashSet<>());
        return whole == null ? Optional.empty() : Optional.of(whole.toString().getBytes(StandardCharsets.UTF_8));
    }

    private @Nullable ObjectNode whole(JsonNode child, Set<String> seen) {
        JsonNode name = child.get(KEY);
        if (!name.isTextual()) {
            faults.fault("/" + KEY, "must be the id of another declaration");
            return null;
        }
        if (!seen.add(name.textValue()) || seen.size() > LONGEST_CHAIN) {
            faults.fault("/" + KEY, "leads in a circle, or through more than " + LONGEST_CHAIN + " declarations");
            return null;
        }
        Optional<byte[]> bytes = others.apply(name.textValue());
        if (bytes.isEmpty()) {
            faults.fault("/" + KEY, "names no declaration beside this one: there is no " + name.textValue() + Declarations.SUFFIX);
            return null;
        }
        JsonNode parent = new DeclarationText(faults).tree(bytes.get()).orElse(null);
        if (parent == null || !parent.isObject()) {
            faults.fault("/" + KEY, "names a declaration that cannot be read: correct " + name.textValue() + Declarations.SUFFIX);
            return null;
        }
        ObjectNode base = parent.has(KEY) ? whole(parent, seen) : (ObjectNode) parent;
        if (base == null) {
            return null;
        }
        base.remove(NOT_INHERITED);
        ObjectNode patch = (ObjectNode) child;
        patch.remove(KEY);
        return merged(base, patch);
    }

    /** RFC 7396 section 2. */
    private static ObjectNode merged(ObjectNode base, ObjectNode patch) {
        patch.properties().forEach(member -> {
            String key = member.getKey();
            JsonNode value = member.getValue();
            if (value.isNull()) {
                base.remove(key);
            } else if (value.isArray() && NAMED.containsKey(key) && base.path(key).isArray()) {
                base.set(key, matched((ArrayNode) base.get(key), (ArrayNode) value, NAMED.get(key)));
            } else if (value.isObject()) {
                ObjectNode below = base.path(key).isObject() ? (ObjectNode) base.get(key) : JsonNodeFactory.instance.objectNode();
                base.set(key, merged(below, (ObjectNode) value));
            } else {
                base.set(key, value);
            }
        });
        return base;
    }

    /** Entries of the patch change those of their name, or come after all; {"remove": true} beside its name takes one away. */
    private static ArrayNode matched(ArrayNode base, ArrayNode patch, String by) {
        ArrayNode out = base.deepCopy();
        for (JsonNode entry : patch) {
            int at = entry.hasNonNull(by) ? indexOf(out, by, entry.get(by)) : -1;
            if (entry.path("remove").asBoolean() && at >= 0) {
                out.remove(at);
            } else if (at >= 0 && entry.isObject()) {
                out.set(at, merged((ObjectNode) out.get(at), (ObjectNode) entry));
            } else {
                out.add(entry.isObject() ? merged(JsonNodeFactory.instance.objectNode(), (ObjectNode) entry) : entry);
            }
        }
        return out;
    }

    private static int indexOf(ArrayNode list, String by, JsonNode name) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).isObject() && name.equals(list.get(i).get(by))) {
                return i;
            }
        }
        return -1;
    }
}
