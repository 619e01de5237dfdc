package dev.patchbay.maven;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;

/** The host's own words on why it did not do what was asked (RFC 9457), one fault a line. */
final class Refused extends MojoFailureException {
    private static final long serialVersionUID = 1L;

    private Refused(String message) {
        super(message);
    }

    /** Out of a problem document; whatever else came is named by its status. */
    static Refused of(int status, JsonNode problem) {
        List<String> lines = new ArrayList<>();
        String title = problem.path("title").asText("The host answered " + status);
        String detail = problem.path("detail").asText("");
        lines.add(detail.isEmpty() ? title + "." : title + ": " + detail);
        for (JsonNode error : problem.path("errors")) {
            String field = error.path("field").asText("");
            lines.add("  " + (field.isEmpty() ? "" : field + ": ") + error.path("message").asText());
        }
        return new Refused(String.join(System.lineSeparator(), lines));
    }
}
