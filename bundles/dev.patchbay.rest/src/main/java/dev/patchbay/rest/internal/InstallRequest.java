package dev.patchbay.rest.internal;

import dev.patchbay.host.install.InstallSource;
import dev.patchbay.host.install.InstallSource.Address;
import dev.patchbay.host.install.InstallSource.Content;
import dev.patchbay.host.install.InstallSource.Coordinates;
import dev.patchbay.host.install.InstallSource.Named;
import dev.patchbay.host.problem.FieldError;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is to be installed: the body itself, the one file of a form, or a JSON object that says where it lies. At most
 * {@value #LARGEST} bytes of a bundle are read, {@value #LARGEST_ARCHIVE} of a feature.
 */
final class InstallRequest {
    static final int LARGEST = 20 << 20;
    static final int LARGEST_ARCHIVE = 64 << 20;
    private static final String FEATURE_MARK = "feature-resource-version";

    private final Exchange exchange;
    private final QueryParameters query;
    private final boolean feature;

    private InstallRequest(Exchange exchange, QueryParameters query, boolean feature) {
        this.exchange = exchange;
        this.query = query;
        this.feature = feature;
    }

    /** What is done with it. */
    @FunctionalInterface
    interface Use<R> {
        R with(InstallSource source, @Nullable String sha256);
    }

    /**
     * Reads the request for a bundle.
     *
     * @param query with {@code sha256} among its parameters
     */
    static <R> R bundle(Exchange exchange, QueryParameters query, Use<R> use) throws IOException {
        return new InstallRequest(exchange, query, false).read(use);
    }

    /** The same for a feature. */
    static <R> R feature(Exchange exchange, QueryParameters query, Use<R> use) throws IOException {
        return new InstallRequest(exchange, query, true).read(use);
    }

    private <R> R read(Use<R> use) throws IOException {
        HttpServletRequest request = exchange.request();
        String type = mediaType(request);
        if (type.equals("application/json")) {
            return json(use);
        }
        @Nullable String sha256 = digest(query.text("sha256") == null ? exchange.header("sha256").orElse(null) : query.text("sha256"));
        if (request.getContentLengthLong() > largest() + (1 << 16)) {
            throw tooLarge(largest());
        }
        return switch (type) {
            case "application/java-archive", "application/zip", "application/octet-stream", "application/vnd.patchbay.connection+json" ->
                    use.with(content(request.getInputStream()), sha256);
            case "multipart/form-data" -> form(request, use, sha256);
            default -> throw new ProblemException(ProblemType.UNSUPPORTED_MEDIA_TYPE, "Send "
                    + (feature ? "the archive as application/zip, the feature as application/json"
                            : "the jar as application/java-archive, a declaration as application/vnd.patchbay.connection+json")
                    + ", either as the one file of multipart/form-data, or as application/json where it lies.");
        };
    }

    private int largest() {
        return feature ? LARGEST_ARCHIVE : LARGEST;
    }

    private Content content(InputStream in) {
        return new Content(new Bounded(in, largest()));
    }

    private static @Nullable String digest(@Nullable String text) {
        if (text != null && !text.matches("[0-9a-fA-F]{64}")) {
            throw new ProblemException(ProblemType.MALFORMED, "The digest cannot be used.",
                    List.of(new FieldError("sha256", "format", "The value is 64 hex digits.")));
        }
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }

    /** Where it lies; of a feature, also the feature itself. */
    private <R> R json(Use<R> use) throws IOException {
        BodyFields body = JsonBody.read(exchange);
        if (feature && body.has(FEATURE_MARK)) {
            return use.with(new Content(body.stream()), digest(query.text("sha256")));
        }
        @Nullable String name = body.text("name");
        @Nullable String url = body.text("url");
        @Nullable String coordinates = body.text("coordinates");
        @Nullable String sha256 = body.text("sha256");
        if (sha256 != null && !sha256.matches("[0-9a-fA-F]{64}")) {
            body.fault("sha256", "format", "The value is 64 hex digits.");
        }
        long given = Stream.of(name, url, coordinates).filter(Objects::nonNull).count();
        if (given != 1) {
            body.fault(given == 0 ? "name" : "url", "one-of", "Give exactly one of name, url and coordinates.");
        }
        @Nullable InstallSource source = name != null ? new Named(name)
                : url != null ? address(url, body) : coordinates(coordinates, body);
        body.check();
        return use.with(Objects.requireNonNull(source), sha256 == null ? null : sha256.toLowerCase(Locale.ROOT));
    }

    private static @Nullable InstallSource address(String url, BodyFields body) {
        try {
            URI uri = new URI(url);
            if (uri.isAbsolute() && uri.getHost() != null && uri.getScheme().matches("(?i)https?")) {
                return new Address(uri);
            }
        } catch (URISyntaxException e) {
            body.fault("url", "format", "The value is an address such as https://host/path/file.jar.");
            return null;
        }
        body.fault("url", "format", "The value is an address such as https://host/path/file.jar.");
        return null;
    }

    private static @Nullable InstallSource coordinates(@Nullable String text, BodyFields body) {
        String[] parts = text == null ? new String[0] : text.split(":", -1);
        if (parts.length == 3) {
            return new Coordinates(parts[0], parts[1], parts[2]);
        }
        if (text != null) {
            body.fault("coordinates", "format", "The value is group:artifact:version.");
        }
        return null;
    }

    private static String mediaType(HttpServletRequest request) {
        String header = request.getContentType();
        return header == null ? "" : header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private <R> R form(HttpServletRequest request, Use<R> use, @Nullable String sha256) throws IOException {
        Collection<Part> parts = parts(request);
        try {
            List<Part> jars = parts.stream().filter(part -> part.getSubmittedFileName() != null).toList();
            if (jars.size() != 1 || parts.size() != 1) {
                throw new ProblemException(ProblemType.MALFORMED, "The form must hold one file and nothing else.");
            }
            try (InputStream file = jars.get(0).getInputStream()) {
                return use.with(content(file), sha256);
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
                    throw tooLarge(LARGEST);
                }
            }
            throw new ProblemException(ProblemType.MALFORMED, "The form cannot be read.");
        }
    }

    private static ProblemException tooLarge(int largest) {
        return new ProblemException(ProblemType.TOO_LARGE, "This has at most " + largest + " bytes.");
    }

    private static final class Bounded extends FilterInputStream {
        private final int largest;
        private int count;

        Bounded(InputStream in, int largest) {
            super(in);
            this.largest = largest;
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
            if (count > largest) {
                throw tooLarge(largest);
            }
        }
    }
}
