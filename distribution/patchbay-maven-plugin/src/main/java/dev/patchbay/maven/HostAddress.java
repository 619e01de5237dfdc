package dev.patchbay.maven;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.maven.plugin.MojoFailureException;
import org.jspecify.annotations.Nullable;

/**
 * Where the host listens and the file with the key for it. What the author says wins; then {@code PATCHBAY_URL} and
 * {@code PATCHBAY_KEY_FILE}; then a host on this machine, started as the distribution is. Immutable.
 */
final class HostAddress {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private final URI url;
    private final Path keyFile;

    private HostAddress(URI url, Path keyFile) {
        this.url = url;
        this.keyFile = keyFile;
    }

    /**
     * The address out of what is given and the environment.
     *
     * @throws MojoFailureException where it is none, or the key would travel in clear
     */
    static HostAddress of(@Nullable String url, @Nullable Path keyFile, Map<String, String> environment) throws MojoFailureException {
        String here = "http://127.0.0.1:" + environment.getOrDefault("PATCHBAY_HTTP_PORT", "7070");
        URI address = parse(url != null ? url : environment.getOrDefault("PATCHBAY_URL", here));
        return new HostAddress(address, keyFile != null ? keyFile : keyFile(environment));
    }

    private static URI parse(String url) throws MojoFailureException {
        URI address;
        try {
            address = URI.create(url.endsWith("/") ? url : url + "/");
        } catch (IllegalArgumentException e) {
            throw new MojoFailureException("patchbay.url is no URL: " + url, e);
        }
        boolean isPlain = "http".equals(address.getScheme());
        if (address.getHost() == null || !isPlain && !"https".equals(address.getScheme())) {
            throw new MojoFailureException("patchbay.url must begin with http:// or https:// and name a host, not " + url);
        }
        if (isPlain && !LOOPBACK.contains(address.getHost())) {
            throw new MojoFailureException("The key would travel in clear to " + address.getHost() + "; use https.");
        }
        return address;
    }

    private static Path keyFile(Map<String, String> environment) throws MojoFailureException {
        String named = environment.get("PATCHBAY_KEY_FILE");
        if (named != null) {
            return Path.of(named);
        }
        String data = environment.get("PATCHBAY_DATA_DIR");
        String home = environment.get("PATCHBAY_HOME");
        if (home == null && data == null) {
            throw new MojoFailureException("Which host? Set PATCHBAY_HOME to the folder Patchbay was unpacked in, or name the file"
                    + " with the API key: -Dpatchbay.key-file=FILE.");
        }
        return data != null ? Path.of(home == null ? "" : home).resolve(data).resolve("first-key") : Path.of(home, "data", "first-key");
    }

    /** The absolute address of a path below the host. */
    URI resolve(String path) {
        return url.resolve(path);
    }

    /**
     * The key, read anew each time: another host may have been started meanwhile.
     *
     * @throws MojoFailureException where the file cannot be read
     */
    String key() throws MojoFailureException {
        try {
            return Files.readString(keyFile, StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            throw new MojoFailureException("The API key cannot be read from " + keyFile + ". A host writes it there at its first start;"
                    + " another file is named by -Dpatchbay.key-file=FILE.", e);
        }
    }

    /** The file with the key. */
    Path keyFile() {
        return keyFile;
    }

    @Override
    public String toString() {
        String text = url.toString();
        return text.substring(0, text.length() - 1);
    }
}
