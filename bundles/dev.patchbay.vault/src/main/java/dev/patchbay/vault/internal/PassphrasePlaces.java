package dev.patchbay.vault.internal;

import dev.patchbay.api.Secret;
import dev.patchbay.host.vault.VaultException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where a passphrase may lie, the first that is given counting: the environment, the file of the setting, the credential of a
 * systemd unit, a file in the data folder. A given place that holds none is a failure, never a reason to look further.
 * Thread-safe.
 */
final class PassphrasePlaces {
    /** The environment variable with the passphrase itself. */
    static final String VARIABLE = "PATCHBAY_PASSPHRASE";
    /** The environment variable with the folder of a unit's credentials (systemd.exec, "Credentials"). */
    static final String CREDENTIALS = "CREDENTIALS_DIRECTORY";

    private static final String CREDENTIAL = "patchbay-passphrase";
    private static final String DEFAULT_FILE = "passphrase";
    private static final String REMEDY = "Put the passphrase that this data was sealed with into that file, into another one named "
            + "by vault.passphrase-file, or into the environment variable " + VARIABLE + ".";
    /* no 0, 1, l, o: a person may have to copy it by hand */
    private static final char[] ALPHABET = "23456789abcdefghijkmnpqrstuvwxyz".toCharArray();
    private static final int GROUPS = 8;
    private static final int GROUP = 4;

    private final Function<String, @Nullable String> environment;
    private final @Nullable Path configured;
    private final Path data;
    private final Consumer<String> warnings;

    /**
     * @param environment the environment variables
     * @param configured the file of the setting {@code passphrase-file}
     * @param data the data folder
     * @param warnings takes one sentence each
     */
    PassphrasePlaces(Function<String, @Nullable String> environment, @Nullable Path configured, Path data,
            Consumer<String> warnings) {
        this.environment = environment;
        this.configured = configured;
        this.data = data;
        this.warnings = warnings;
    }

    /**
     * The passphrase.
     *
     * @throws VaultException {@code KEY_MISSING}, {@code KEY_EMPTY}, or {@code KEY_WRONG} for what cannot be one
     */
    Passphrase get() {
        String variable = environment.apply(VARIABLE);
        return variable != null ? ofVariable(variable) : ofFile(file());
    }

    private static Passphrase ofVariable(String value) {
        String place = "the environment variable " + VARIABLE;
        if (value.indexOf('\uFFFD') >= 0) {
            throw new VaultException(VaultException.Reason.KEY_WRONG, "The passphrase in " + place + " did not arrive whole: the "
                    + "locale of this process cannot carry its characters. Use a UTF-8 locale, or a passphrase file.", null);
        }
        return Passphrase.of(Secret.of(value), place);
    }

    private Passphrase ofFile(Path file) {
        if (!file.isAbsolute()) {
            throw new VaultException(VaultException.Reason.KEY_MISSING,
                    "The passphrase file " + file + " is not named by an absolute path.", null);
        }
        Passphrase passphrase = read(file, REMEDY);
        if (KeyFiles.isOpenToOthers(file)) {
            warnings.accept("The passphrase file " + file + " can be read by others than its owner; make it 0400.");
        }
        return passphrase;
    }

    /**
     * The passphrase of a file.
     *
     * @param remedy what to do when it is not there
     * @throws VaultException {@code KEY_MISSING}, {@code KEY_EMPTY}, or {@code KEY_WRONG} for what cannot be one
     */
    static Passphrase read(Path file, String remedy) {
        byte[] content = KeyFiles.read(file, "passphrase", remedy);
        try {
            return Passphrase.ofFile(content, "the file " + file);
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private Path file() {
        if (configured != null) {
            return configured;
        }
        Path credential = credential();
        return credential != null && Files.exists(credential) ? credential : data.resolve(DEFAULT_FILE);
    }

    private @Nullable Path credential() {
        String folder = environment.apply(CREDENTIALS);
        return folder == null || folder.isEmpty() ? null : Path.of(folder, CREDENTIAL);
    }

    /**
     * Makes a passphrase in the data folder when none is given anywhere.
     *
     * @return a sentence about it, or an empty text when nothing was made
     */
    String makeIfNoneIsGiven(SecureRandom random) {
        Path file = data.resolve(DEFAULT_FILE);
        if (environment.apply(VARIABLE) != null || !file().equals(file) || Files.exists(file)) {
            return "";
        }
        byte[] content = (generated(random) + "\n").getBytes(StandardCharsets.US_ASCII);
        try {
            if (!KeyFiles.createIfAbsent(file, content)) {
                return "";
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The passphrase file " + file + " cannot be written", e);
        } finally {
            Arrays.fill(content, (byte) 0);
        }
        return "A passphrase was made in the file " + file + ": copy it to a safe place, then move the file out of the data "
                + "folder and name it in vault.passphrase-file; without the passphrase nothing stored here can ever be opened.";
    }

    /* 32 letters of 5 bits each: 160 bits */
    private static String generated(SecureRandom random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < GROUPS * GROUP; i++) {
            if (i > 0 && i % GROUP == 0) {
                text.append('-');
            }
            text.append(ALPHABET[random.nextInt(ALPHABET.length)]);
        }
        return text.toString();
    }
}
