package dev.patchbay.app.ftp.internal;

import static dev.patchbay.api.provider.Field.option;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.Field;

/** The fields of an FTP connection. Constants. */
final class FtpFields {
    static final String EXPLICIT = "explicit";
    static final String IMPLICIT = "implicit";
    static final String NONE = "none";
    static final String SYSTEM = "system";
    static final String CA = "ca";
    static final String PINNED = "pinned";
    static final String PASSIVE = "passive";
    static final String ACTIVE = "active";
    static final String ANONYMOUS = "anonymous";

    static final Field<String> HOST = Field.host("host", "Server")
            .example("ftp.example.com")
            .help("The server's name or IP address, without ftp:// and without a folder.");

    static final Field<String> ENCRYPTION = Field.choice("encryption", "Encryption",
                    option(EXPLICIT, "Explicit TLS (FTPES), the usual one"),
                    option(IMPLICIT, "Implicit TLS (port 990)"),
                    option(NONE, "None: password and files travel in clear"))
            .fallback(EXPLICIT)
            .endpoint()
            .help("Providers often call explicit TLS \"FTP over TLS\" or \"FTPES\".");

    static final Field<Integer> PORT = Field.integer("port", "Port")
            .optional()
            .range(1, 65_535)
            .endpoint()
            .help("Leave it empty for the usual one: 21, or 990 with implicit TLS.");

    static final Field<String> USERNAME = Field.text("username", "User name")
            .fallback(ANONYMOUS)
            .maxLength(256)
            .help("Leave it empty for a public server that wants no login.");

    /** Optional, since a public server has none; a server that asks for one all the same is told apart at log-in. */
    static final Field<Secret> PASSWORD = Field.secret("password", "Password")
            .optional()
            .maxLength(1_024)
            .help("Spaces are kept as they are.");

    static final Field<String> TRUST = Field.choice("trust", "Trust",
                    option(SYSTEM, "Certificates of public authorities"),
                    option(CA, "Certificates of an authority of my own"),
                    option(PINNED, "Exactly one certificate, also a self-signed one"))
            .fallback(SYSTEM)
            .endpoint()
            .visibleWhen(ENCRYPTION, EXPLICIT, IMPLICIT)
            .help("Which server certificates are accepted.");

    static final Field<String> CA_CERTIFICATE = Field.text("caCertificate", "Authority's certificate")
            .multiLine()
            .maxLength(65_536)
            .endpoint()
            .visibleWhen(TRUST, CA)
            .help("One or more certificates in PEM form, from BEGIN CERTIFICATE to END CERTIFICATE.");

    static final Field<String> FINGERPRINT = Field.text("certificateFingerprint", "SHA-256 of the certificate")
            .optional()
            .pattern("([0-9A-Fa-f]{2}:?){31}[0-9A-Fa-f]{2}")
            .endpoint()
            .visibleWhen(TRUST, PINNED)
            .help("Leave it empty and press Test: the report shows it. Compare it with what the server's operator says.");

    static final Field<Boolean> HOST_NAME_CHECK = Field.flag("hostNameCheck", "Check the server's name")
            .fallback(true)
            .endpoint()
            .visibleWhen(TRUST, SYSTEM, CA)
            .help("The certificate must be made out for the server's name. Without that any other trusted server could answer.");

    static final Field<String> MODE = Field.choice("mode", "Data connections",
                    option(PASSIVE, "Passive: opened from here, the usual one"),
                    option(ACTIVE, "Active: opened by the server"))
            .fallback(PASSIVE)
            .help("Active works only where the server can reach this host.");

    static final Field<String> ENCODING = Field.text("encoding", "Encoding of file names")
            .fallback("UTF-8")
            .pattern("[A-Za-z0-9][A-Za-z0-9._:+-]*")
            .maxLength(64)
            .example("ISO-8859-1")
            .help("Change it when letters such as ä or é look wrong in a listing.");

    static final Field<String> TIME_ZONE = Field.text("timeZone", "Time zone of the server")
            .fallback("UTC")
            .pattern("[A-Za-z0-9][A-Za-z0-9._:/+-]*")
            .maxLength(64)
            .example("Europe/Berlin")
            .help("Used only with old servers that list local times (without MLSD).");

    static final Field<String> BASE_FOLDER = Field.text("baseFolder", "Base folder")
            .fallback("/")
            .maxLength(1_024)
            .example("/exports")
            .help("Nothing outside of it is touched. Without a leading / it counts from the folder the log-in leads to.");

    private FtpFields() {}

    /** All, in the order of the form. */
    static Field<?>[] all() {
        return new Field<?>[] {HOST, ENCRYPTION, PORT, USERNAME, PASSWORD, TRUST, CA_CERTIFICATE, FINGERPRINT, HOST_NAME_CHECK,
            MODE, ENCODING, TIME_ZONE, BASE_FOLDER};
    }
}
