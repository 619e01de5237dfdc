package dev.patchbay.app.sftp.internal;

import static dev.patchbay.api.Failure.Reason.INVALID_INPUT;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.ConnectionContext;
import dev.patchbay.api.provider.Values;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values of one connection, checked for what a field's rules cannot say. Immutable; {@code toString} masks secrets.
 *
 * @param host as entered
 * @param port as entered, or 22
 * @param username the user
 * @param password the password; null where the method has none
 * @param key the key pair; null where the method has none
 * @param fingerprints of the host keys that are accepted, without padding; empty while unknown
 * @param baseFolder as entered; empty for the folder the log-in leads to
 */
record SftpSettings(String host, int port, String username, @Nullable Secret password, @Nullable KeyPair key,
        List<String> fingerprints, String baseFolder) {

    /**
     * The settings of a connection; what another method needs is not looked at.
     *
     * @throws ConnectionFailure with {@code INVALID_INPUT} where one cannot be used
     */
    static SftpSettings of(ConnectionContext context) {
        Values values = context.values();
        String method = context.method();
        KeyPair key = method.equals(SftpFields.WITH_PASSWORD) ? null
                : PrivateKeys.read(values.get(SftpFields.PRIVATE_KEY), values.find(SftpFields.PASSPHRASE));
        Secret password = method.equals(SftpFields.WITH_KEY) ? null : values.get(SftpFields.PASSWORD);
        SftpSettings settings = new SftpSettings(values.get(SftpFields.HOST), values.get(SftpFields.PORT),
                values.get(SftpFields.USERNAME), password, key, fingerprints(values.find(SftpFields.FINGERPRINT).orElse("")),
                values.find(SftpFields.BASE_FOLDER).orElse(""));
        if (password != null && password.reveal().isEmpty()) {
            throw new ConnectionFailure(INVALID_INPUT, "The password is empty.");
        }
        return settings;
    }

    private static List<String> fingerprints(String text) {
        return Arrays.stream(text.split("[ ,]+"))
                .filter(part -> !part.isEmpty())
                .map(part -> part.endsWith("=") ? part.substring(0, part.length() - 1) : part)
                .toList();
    }

    @Override
    public String toString() {
        return "SftpSettings[" + username + "@" + host + ":" + port + "]";
    }
}
