package dev.patchbay.rest.internal;

import dev.patchbay.host.problem.FieldError;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A jar on its way in: as the body, or as the one file of a form. At most {@value #LARGEST} bytes are read. */
final class BundleUpload {
    static final int LARGEST = 20 << 20;

    private BundleUpload() {}

    /** What is done with the jar. */
    @FunctionalInterface
    interface Use<R> {
        R with(InputStream jar, @Nullable String sha256);
    }

    static <R> R read(Exchange exchange, Use<R> use) throws IOException {
        QueryParameters query = exchange.query("sha256");
        String digest = query.text("sha256") == null ? exchange.header("sha256").orElse(null) : query.text("sha256");
        if (digest != null && !digest.matches("[0-9a-fA-F]{64}")) {
            throw new ProblemException(ProblemType.MALFORMED, "The digest cannot be used.",
                    List.of(new FieldError("sha256", "format", "The value is 64 hex digits.")));
        }
        String sha256 = digest == null ? null : digest.toLowerCase(Locale.ROOT);
        HttpServletRequest request = exchange.request();
        if (request.getContentLengthLong() > LARGEST + (1 << 16)) {
            throw tooLarge();
        }
        return switch (mediaType(request)) {
            case "application/java-archive", "application/octet-stream" -> use.with(new Bounded(request.getInputStream()), sha256);
            case "multipart/form-data" -> form(request, use, sha256);
            default -> throw new ProblemException(ProblemType.UNSUPPORTED_MEDIA_TYPE,
                    "Send the jar as application/java-archive, or as the one file of multipart/form-data.");
        };
    }

    private static String mediaType(HttpServletRequest request) {
        String header = request.getContentType();
        return header == null ? "" : header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static <R> R form(HttpServletRequest request, Use<R> use, @Nullable String sha256) throws IOException {
        Collection<Part> parts = parts(request);
        try {
            List<Part> jars = parts.stream().filter(part -> part.getSubmittedFileName() != null).toList();
            if (jars.size() != 1 || parts.size() != 1) {
                throw new ProblemException(ProblemType.MALFORMED, "The form must hold one file and nothing else.");
            }
            try (InputStream jar = new Bounded(jars.get(0).getInputStream())) {
                return use.with(jar, sha256);
            }
        } finally {
            for (Part part : parts) {
                part.delete();
            }
        }
    }

    /* the containers differ in how they say that a form is too large or broken */
    private static Collection<Part> parts(HttpServletRequest request) {
        try {
            return request.getParts();
        } catch (IOException | ServletException | RuntimeException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause.getClass().getSimpleName().matches(".*(Size|TooLarge|IllegalState).*")) {
                    throw tooLarge();
                }
            }
            throw new ProblemException(ProblemType.MALFORMED, "The form cannot be read.");
        }
    }

    private static ProblemException tooLarge() {
        return new ProblemException(ProblemType.TOO_LARGE, "A bundle has at most " + LARGEST + " bytes.");
    }

    private static final class Bounded extends FilterInputStream {
        private int count;

        Bounded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            note(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            note(Math.max(0, read));
            return read;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        private void note(int more) {
            count += more;
            if (count > LARGEST) {
                throw tooLarge();
            }
        }
    }
}
