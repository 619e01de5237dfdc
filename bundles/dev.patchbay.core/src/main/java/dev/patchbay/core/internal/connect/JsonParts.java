package dev.patchbay.core.internal.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.api.Failure;
import dev.patchbay.api.provider.Values;
import dev.patchbay.core.internal.definitions.ValuesJson;
import dev.patchbay.host.connections.TestReport;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Parts of a session's JSON that stand in several places. */
final class JsonParts {
    private JsonParts() {}

    static @Nullable String text(JsonNode in, String key) {
        return in.hasNonNull(key) ? in.get(key).asText() : null;
    }

    static @Nullable Long number(JsonNode in, String key) {
        return in.hasNonNull(key) ? in.get(key).asLong() : null;
    }

    static @Nullable URI uri(JsonNode in, String key) {
        return in.hasNonNull(key) ? URI.create(in.get(key).asText()) : null;
    }

    static void texts(ObjectNode out, Map<String, String> texts) {
        texts.forEach(out::put);
    }

    static Map<String, String> texts(JsonNode in) {
        Map<String, String> texts = new TreeMap<>();
        in.fieldNames().forEachRemaining(name -> texts.put(name, in.path(name).asText()));
        return texts;
    }

    static <T> List<T> each(JsonNode in, Function<JsonNode, T> read) {
        List<T> all = new ArrayList<>();
        in.forEach(entry -> all.add(read.apply(entry)));
        return List.copyOf(all);
    }

    static String values(Values values) {
        return new String(ValuesJson.write(values), StandardCharsets.UTF_8);
    }

    static Values values(JsonNode in) {
        return ValuesJson.read(in.asText().getBytes(StandardCharsets.UTF_8));
    }

    static ObjectNode failure(Failure failure) {
        return JsonNodeFactory.instance.objectNode()
                .put("reason", failure.reason().name()).put("message", failure.message());
    }

    static Failure failure(JsonNode in) {
        return new Failure(Failure.Reason.valueOf(in.path("reason").asText()), in.path("message").asText());
    }

    static ObjectNode report(TestReport report) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("passed", report.passed());
        for (TestReport.Step step : report.steps()) {
            ObjectNode one = out.withArray("steps").addObject().put("name", step.name()).put("mark", step.mark().name());
            if (step.failure() != null) {
                one.set("failure", failure(step.failure()));
            }
        }
        return out;
    }

    static TestReport report(JsonNode in) {
        Boolean passed = in.hasNonNull("passed") ? in.get("passed").asBoolean() : null;
        return new TestReport(passed, each(in.path("steps"), step -> new TestReport.Step(
                step.path("name").asText(),
                TestReport.Mark.valueOf(step.path("mark").asText()),
                step.has("failure") ? failure(step.path("failure")) : null)));
    }
}
