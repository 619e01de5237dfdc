package dev.patchbay.installer.internal;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.HttpCall;
import dev.patchbay.api.provider.HttpReply;
import dev.patchbay.host.egress.Egress;
import dev.patchbay.host.egress.EgressCall;
import dev.patchbay.host.install.InstallSource.Coordinates;
import dev.patchbay.host.problem.FieldError;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.host.vault.Vault;
import dev.patchbay.host.vault.VaultException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches files of the configured repositories through the host's one way out, each with a checksum: the one that was given, or
 * the strongest that lies beside the file. Thread-safe.
 */
final class Repositories {
    private static final Logger LOG = LoggerFactory.getLogger(Repositories.class);
    private static final Duration WITHIN = Duration.ofMinutes(2);
    private static final Pattern PART = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.+-]{0,199}");
    /** By the suffix of the file with it, strongest first. */
    private static final List<Map.Entry<String, String>> CHECKSUMS = List.of(
            Map.entry(".sha512", "SHA-512"), Map.entry(".sha256", "SHA-256"), Map.entry(".sha1", "SHA-1"));

    private final List<String> entries;
    private final boolean offline;
    private final Egress egress;
    private final Vault vault;

    /**
     * @param entries as the operator wrote them
     */
    Repositories(List<String> entries, boolean offline, Egress egress, Vault vault) {
        this.entries = List.copyOf(entries);
        this.offline = offline;
        this.egress = egress;
        this.vault = vault;
    }

    /**
     * The file at an address below one of the repositories.
     *
     * @param sha256 the digest it must have, or null to take what lies beside it
     */
    byte[] fetch(URI file, @Nullable String sha256) {
        requireOnline(file.getPath());
        for (Repository repository : repositories()) {
            if (repository.contains(file)) {
                return fetch(repository, file.normalize(), sha256)
                        .orElseThrow(() -> unreachable("The repository has no file " + shown(file) + ": check the address."));
            }
        }
        throw refused("url", "repository", "The address is in none of the repositories that install.repositories names.");
    }

    /** The jar of these coordinates, from the first repository that has it. */
    byte[] fetch(Coordinates coordinates, @Nullable String sha256) {
        requireOnline(coordinates.toString());
        String path = path(coordinates);
        List<Repository> repositories = repositories();
        if (repositories.isEmpty()) {
            throw refused("coordinates", "repository", "No repository is configured: set install.repositories.");
        }
        for (Repository repository : repositories) {
            Optional<byte[]> file = fetch(repository, repository.base().resolve(path), sha256);
            if (file.isPresent()) {
                return file.get();
            }
        }
        throw unreachable("No configured repository has " + coordinates + ".");
    }

    /** Whether there is a repository to ask. */
    boolean isUsable() {
        return !offline && !entries.isEmpty();
    }

    /** Where the jar lies in Maven's layout. */
    static String path(Coordinates c) {
        for (String part : new String[] {c.group(), c.artifact(), c.version()}) {
            if (!PART.matcher(part).matches() || part.contains("..")) {
                throw refused("coordinates", "format", "Coordinates are group:artifact:version.");
            }
        }
        if (c.version().toUpperCase(Locale.ROOT).endsWith("-SNAPSHOT")) {
            throw refused("coordinates", "snapshot", "A snapshot changes under its name: give a release, or upload the file.");
        }
        return c.group().replace('.', '/') + "/" + c.artifact() + "/" + c.version() + "/" + c.artifact() + "-" + c.version() + ".jar";
    }

    private void requireOnline(@Nullable String what) {
        if (offline) {
            throw new ProblemException(ProblemType.INSTALL_OFFLINE, "install.offline is true, so that " + Texts.printable(
                    String.valueOf(what)) + " is not fetched: upload the file, or put it into the folder integrations.");
        }
    }

    private List<Repository> repositories() {
        List<Repository> repositories = new ArrayList<>();
        for (String entry : entries) {
            try {
                repositories.add(Repository.of(vault.configSecret(entry).reveal()));
            } catch (IllegalArgumentException | VaultException e) {
                throw unreachable("Entry " + (repositories.size() + 1) + " of install.repositories cannot be used:"
                        + " it is https://host/path, with user:password@ where needed, or an ENC(...) value with that.");
            }
        }
        return repositories;
    }

    private Optional<byte[]> fetch(Repository repository, URI file, @Nullable String sha256) {
        try (EgressCall call = egress.open(List.of(repository.host()))) {
            Optional<byte[]> bytes = get(call, repository, file, Upload.LARGEST_ARCHIVE);
            if (bytes.isPresent() && sha256 == null) {
                check(call, repository, file, bytes.get());
            }
            return bytes;
        } catch (ConnectionFailure e) {
            LOG.debug("{} was not fetched", file, e);
            throw unreachable(shown(file) + " was not fetched: " + String.valueOf(e.getMessage()) + ".");
        } catch (IOException e) {
            LOG.debug("{} was not fetched", file, e);
            throw unreachable(shown(file) + " was not fetched: the repository cannot be reached or broke off. Look at egress.proxy and"
                    + " egress.ca-file, or upload the file.");
        }
    }

    private static Optional<byte[]> get(EgressCall call, Repository repository, URI file, int largest) throws IOException {
        HttpCall request = HttpCall.get(file);
        Secret authorization = repository.authorization();
        if (authorization != null) {
            request = request.header("Authorization", authorization.reveal());
        }
        HttpReply reply = call.http(largest, WITHIN).send(request);
        return switch (reply.status()) {
            case 200 -> Optional.of(reply.body());
            case 404, 410 -> Optional.empty();
            case 401, 403 -> throw unreachable("The repository answered " + reply.status() + " for " + shown(file)
                    + ": give its credentials in install.repositories.");
            case 301, 302, 303, 307, 308 -> throw unreachable("The repository answered with a redirect, which is not followed: name the"
                    + " address it leads to in install.repositories.");
            default -> throw unreachable("The repository answered " + reply.status() + " for " + shown(file) + ".");
        };
    }

    private static void check(EgressCall call, Repository repository, URI file, byte[] bytes) throws IOException {
        for (Map.Entry<String, String> kind : CHECKSUMS) {
            Optional<byte[]> beside = get(call, repository, URI.create(file + kind.getKey()), 4096);
            if (beside.isPresent()) {
                String expected = new String(beside.get(), StandardCharsets.US_ASCII).strip().split("\\s", 2)[0];
                if (!expected.equalsIgnoreCase(digest(kind.getValue(), bytes))) {
                    throw Faults.refusal("url", "digest", "The file does not have the checksum in " + shown(file) + kind.getKey()
                            + ": it was damaged or changed.");
                }
                return;
            }
        }
        throw Faults.refusal("sha256", "digest", "No checksum lies beside " + shown(file) + ": give its SHA-256 in the request.");
    }

    private static String digest(String algorithm, byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }

    private static String shown(URI file) {
        return Texts.printable(file.getScheme() + "://" + file.getRawAuthority() + file.getRawPath());
    }

    private static ProblemException refused(String field, String code, String message) {
        return new ProblemException(ProblemType.INVALID, "The source cannot be used.", List.of(new FieldError(field, code, message)));
    }

    private static ProblemException unreachable(String detail) {
        return new ProblemException(ProblemType.REPOSITORY_UNREACHABLE, Texts.sentence(detail));
    }
}
