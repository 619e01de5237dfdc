package dev.patchbay.app.ftp.internal;

import static dev.patchbay.api.Failure.Reason.INVALID_INPUT;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.Values;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The values of one connection, checked for what a field's rules cannot say. Immutable; {@code toString} masks the password.
 *
 * @param host as entered: what the certificate must be made out for
 * @param port as entered, or the usual one of the encryption
 * @param encryption one of {@link FtpFields#ENCRYPTION}'s options
 * @param username the user
 * @param password the password; null where none is stored
 * @param trust one of {@link FtpFields#TRUST}'s options
 * @param caCertificate PEM; empty unless trust is {@code ca}
 * @param fingerprint as entered; empty while unknown
 * @param hostNameCheck whether the certificate must name the host
 * @param passive whether data connections are opened from here
 * @param encoding the encoding of commands, and so of file names
 * @param zone the zone of the times that {@code LIST} shows
 * @param baseFolder as entered
 */
record FtpSettings(String host, int port, String encryption, String username, @Nullable Secret password, String trust,
        String caCertificate, String fingerprint, boolean hostNameCheck, boolean passive, Charset encoding, ZoneId zone,
        String baseFolder) {

    private static final int FTP_PORT = 21;
    private static final int FTPS_PORT = 990;

    /**
     * The settings in these values.
     *
     * @throws ConnectionFailure with {@code INVALID_INPUT} where one cannot be used
     */
    static FtpSettings of(Values values) {
        String encryption = values.get(FtpFields.ENCRYPTION);
        int usual = encryption.equals(FtpFields.IMPLICIT) ? FTPS_PORT : FTP_PORT;
        FtpSettings settings = new FtpSettings(values.get(FtpFields.HOST), values.find(FtpFields.PORT).orElse(usual), encryption,
                values.get(FtpFields.USERNAME), values.find(FtpFields.PASSWORD).orElse(null), values.get(FtpFields.TRUST),
                values.find(FtpFields.CA_CERTIFICATE).orElse(""), values.find(FtpFields.FINGERPRINT).orElse(""),
                values.get(FtpFields.HOST_NAME_CHECK), values.get(FtpFields.MODE).equals(FtpFields.PASSIVE),
                encoding(values.get(FtpFields.ENCODING)), zone(values.get(FtpFields.TIME_ZONE)),
                values.get(FtpFields.BASE_FOLDER));
        settings.refuseLineBreaks();
        return settings;
    }

    boolean encrypted() {
        return !encryption.equals(FtpFields.NONE);
    }

    boolean implicit() {
        return encryption.equals(FtpFields.IMPLICIT);
    }

    /** A line break in a command would be a second command. */
    private void refuseLineBreaks() {
        boolean clean = Stream.of(username, password == null ? "" : password.reveal(), baseFolder)
                .allMatch(text -> CommandText.fits(text, encoding));
        if (!clean) {
            throw new ConnectionFailure(INVALID_INPUT, "User name, password and base folder must be one line each, in letters"
                    + " that the encoding " + encoding + " has.");
        }
    }

    private static Charset encoding(String name) {
        if (!isSupported(name)) {
            throw new ConnectionFailure(INVALID_INPUT, "The encoding " + name + " is unknown: try UTF-8 or ISO-8859-1.");
        }
        Charset charset = Charset.forName(name);
        String commands = "USER /a-z_0.9 \r\n";
        if (!charset.canEncode() || !new String(commands.getBytes(StandardCharsets.US_ASCII), charset).equals(commands)) {
            throw new ConnectionFailure(INVALID_INPUT, "FTP cannot use the encoding " + name + ", which writes plain letters"
                    + " otherwise than ASCII: try UTF-8 or ISO-8859-1.");
        }
        return charset;
    }

    private static boolean isSupported(String name) {
        try {
            return Charset.isSupported(name);
        } catch (IllegalArgumentException malformedName) {
            return false;
        }
    }

    private static ZoneId zone(String id) {
        try {
            return ZoneId.of(id);
        } catch (DateTimeException e) {
            throw new ConnectionFailure(INVALID_INPUT, "The time zone " + id + " is unknown: write it like Europe/Berlin or UTC.", e);
        }
    }
}
