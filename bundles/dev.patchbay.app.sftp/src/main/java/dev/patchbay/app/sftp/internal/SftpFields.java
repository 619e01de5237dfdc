package dev.patchbay.app.sftp.internal;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.Field;

/** The fields of an SFTP connection and the methods they belong to. Constants. */
final class SftpFields {
    /** The method with a password. */
    static final String WITH_PASSWORD = "password";
    /** The method with a private key. */
    static final String WITH_KEY = "key";
    /** The method of servers that ask for a key and a password. */
    static final String WITH_BOTH = "key-and-password";

    private static final String SHA256 = "SHA256:[A-Za-z0-9+/]{43}=?";

    static final Field<String> HOST = Field.host("host", "Server")
            .example("sftp.example.com")
            .help("The server's name or IP address, without sftp:// and without a folder.");

    static final Field<Integer> PORT = Field.integer("port", "Port")
            .fallback(22)
            .range(1, 65_535)
            .endpoint()
            .help("Leave it empty for the usual one, 22.");

    static final Field<String> USERNAME = Field.text("username", "User name")
            .maxLength(256)
            .help("As the server's operator gave it; capital letters matter.");

    static final Field<Secret> PASSWORD = Field.secret("password", "Password")
            .maxLength(1_024)
            .help("Spaces are kept as they are.");

    static final Field<Secret> PRIVATE_KEY = Field.secret("privateKey", "Private key")
            .multiLine()
            .maxLength(32_768)
            .help("The whole file, such as id_ed25519 (not the one that ends in .pub), from BEGIN to END.");

    static final Field<Secret> PASSPHRASE = Field.secret("passphrase", "Passphrase of the key")
            .optional()
            .maxLength(1_024)
            .help("Leave it empty if the key has none.");

    static final Field<String> FINGERPRINT = Field.text("hostKeyFingerprint", "SHA-256 of the host key")
            .optional()
            .pattern(SHA256 + "([ ,]+" + SHA256 + "){0,9}")
            .endpoint()
            .help("Leave it empty and press Test: the report shows it. Compare it with what the server's operator says. Several,"
                    + " with blanks between, are all accepted.");

    static final Field<String> BASE_FOLDER = Field.text("baseFolder", "Base folder")
            .optional()
            .maxLength(1_024)
            .example("/exports")
            .help("Paths count from here, and none leaves it. Empty is the folder the log-in leads to; without a leading / it"
                    + " counts from that one.");

    private SftpFields() {}

    /** Of the method with a password, in the order of the form. */
    static Field<?>[] withPassword() {
        return new Field<?>[] {HOST, PORT, USERNAME, PASSWORD, FINGERPRINT, BASE_FOLDER};
    }

    /** Of the method with a key. */
    static Field<?>[] withKey() {
        return new Field<?>[] {HOST, PORT, USERNAME, PRIVATE_KEY, PASSPHRASE, FINGERPRINT, BASE_FOLDER};
    }

    /** Of the method with both. */
    static Field<?>[] withBoth() {
        return new Field<?>[] {HOST, PORT, USERNAME, PRIVATE_KEY, PASSPHRASE, PASSWORD, FINGERPRINT, BASE_FOLDER};
    }
}
