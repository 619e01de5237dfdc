package dev.patchbay.rest.internal;

import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.util.StringJoiner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a problem of whatever was thrown. What nobody foresaw is logged without any message: one may hold a secret. */
final class ThrownProblems {
    private static final Logger LOG = LoggerFactory.getLogger(ThrownProblems.class);
    private static final int FRAMES = 40;

    private ThrownProblems() {}

    static ProblemException of(Throwable thrown, String requestId) {
        if (thrown instanceof ProblemException problem) {
            return problem;
        }
        if (thrown instanceof WebApplicationException answer) {
            return of(answer);
        }
        if (thrown instanceof IOException) {
            return new ProblemException(ProblemType.MALFORMED, "The request's body ended early or could not be read.");
        }
        if (LOG.isErrorEnabled()) {
            LOG.error("Request {} failed unforeseen: {}", requestId, trace(thrown));
        }
        return new ProblemException(ProblemType.INTERNAL, "The log says more under the request id " + requestId + ".");
    }

    private static ProblemException of(WebApplicationException answer) {
        int status = answer.getResponse().getStatus();
        String detail = switch (status) {
            case 404 -> "There is nothing at this path.";
            case 405 -> "The header Allow names the methods of this path.";
            case 406 -> "The resource has no representation that Accept asks for.";
            case 415 -> "The resource does not understand this Content-Type.";
            default -> "The request cannot be answered.";
        };
        return new ProblemException(Problems.ofStatus(status), detail);
    }

    private static String trace(Throwable thrown) {
        StringJoiner lines = new StringJoiner("\n  ");
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            lines.add(cause.getClass().getName());
            StackTraceElement[] frames = cause.getStackTrace();
            for (int i = 0; i < Math.min(frames.length, FRAMES); i++) {
                lines.add("  at " + frames[i]);
            }
        }
        return lines.toString();
    }
}
