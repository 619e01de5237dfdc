package dev.patchbay.oauth.internal;

import dev.patchbay.api.Failure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.Secret;
import dev.patchbay.host.auth.TokenFailure;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Private keys as people paste them: PEM of RFC 7468 with PKCS #8 inside, also the older RSA form (PKCS #1, RFC 8017 appendix
 * A.1.2) that several apps hand out, also with the line breaks written as {@code \n} as in a JSON key file. Everything else is a
 * {@link TokenFailure} that says what to paste and nothing of the key.
 */
final class PemKey {
    private static final Pattern BEGIN = Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----");
    /** SEQUENCE {OID 1.2.840.113549.1.1.1 (rsaEncryption), NULL}. */
    private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");
    private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};
    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;

    private PemKey() {}

    /** An RSA key. */
    static RSAPrivateKey rsa(Secret pem) {
        return read(pem, "RSA", RSAPrivateKey.class);
    }

    /** A key on an elliptic curve. */
    static ECPrivateKey ec(Secret pem) {
        return read(pem, "EC", ECPrivateKey.class);
    }

    private static <K> K read(Secret pem, String algorithm, Class<K> type) {
        String text = pem.reveal().replace("\\r", "").replace("\\n", "\n");
        Matcher begin = BEGIN.matcher(text);
        String other = "";
        while (begin.find()) {
            String label = begin.group(1);
            int end = text.indexOf("-----END " + label + "-----", begin.end());
            String content = end < 0 ? text.substring(begin.end()) : text.substring(begin.end(), end);
            if (label.equals("PRIVATE KEY")) {
                return decoded(base64(content), algorithm, type);
            }
            if (label.equals("RSA PRIVATE KEY") && algorithm.equals("RSA") && !content.contains("Proc-Type")) {
                return decoded(pkcs8(base64(content)), algorithm, type);
            }
            other = other.isEmpty() || label.contains("PRIVATE KEY") ? label : other;
        }
        throw unreadable(other);
    }

    private static <K> K decoded(byte[] pkcs8, String algorithm, Class<K> type) {
        try {
            return type.cast(KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
        } catch (GeneralSecurityException e) {
            /* without the cause: what a parser says may quote what it read */
            throw refused("The private key is not a whole " + algorithm + " key. Paste the file again, from its first line"
                    + " to its last.");
        }
    }

    private static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text.replaceAll("\\s+", ""));
        } catch (IllegalArgumentException e) {
            throw refused("The private key has characters that do not belong there. Paste the file again, from its first line"
                    + " to its last.");
        }
    }

    /** PKCS #8 (RFC 5958 section 2) around PKCS #1. */
    private static byte[] pkcs8(byte[] pkcs1) {
        byte[] key = tagged(OCTET_STRING, pkcs1);
        return tagged(SEQUENCE,
                ByteBuffer.allocate(VERSION_0.length + RSA.length + key.length).put(VERSION_0).put(RSA).put(key).array());
    }

    /** DER with a length of two bytes, enough for what a field can hold and more than 127 for any key. */
    private static byte[] tagged(int tag, byte[] content) {
        return ByteBuffer.allocate(content.length + 4).put((byte) tag).put((byte) 0x82).putShort((short) content.length)
                .put(content).array();
    }

    private static TokenFailure unreadable(String label) {
        String pasted = switch (label) {
            case "" -> "The private key is no PEM text.";
            case "ENCRYPTED PRIVATE KEY", "RSA PRIVATE KEY" -> "The private key is protected by a passphrase.";
            case "PUBLIC KEY", "RSA PUBLIC KEY" -> "This is a public key, not the private one.";
            case "CERTIFICATE" -> "This is a certificate, not the private key.";
            case "EC PRIVATE KEY", "DSA PRIVATE KEY", "OPENSSH PRIVATE KEY" -> "The private key is in another format.";
            default -> "This is no private key.";
        };
        return refused(pasted + " Paste the text that begins with -----BEGIN PRIVATE KEY-----; the command"
                + " \"openssl pkcs8 -topk8 -nocrypt -in key.pem\" writes it.");
    }

    private static TokenFailure refused(String message) {
        return new TokenFailure(TokenFailure.Kind.CLIENT_REFUSED, new Failure(Reason.CLIENT_MISCONFIGURED, message), "", null);
    }
}
