package dev.patchbay.app.sftp.internal;

import static dev.patchbay.api.Failure.Reason.CREDENTIALS_REJECTED;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Secret;
import java.security.KeyPair;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import org.apache.sshd.client.auth.keyboard.UserInteraction;
import org.apache.sshd.client.auth.password.PasswordAuthenticationReporter;
import org.apache.sshd.client.auth.password.PasswordIdentityProvider;
import org.apache.sshd.client.auth.pubkey.PublicKeyAuthenticationReporter;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.session.SessionContext;
import org.jspecify.annotations.Nullable;

/**
 * Follows one log-in (RFC 4252), answers the server's one question for a password (RFC 4256), and says in words why the
 * log-in failed. A password goes out once: servers count, and lock users out. Thread-safe.
 */
final class AuthWatch implements UserInteraction, PasswordIdentityProvider, PasswordAuthenticationReporter,
        PublicKeyAuthenticationReporter {
    private final @Nullable Secret password;
    private final String proofs;
    private volatile boolean passwordSent;
    private volatile boolean keyAccepted;
    private volatile boolean passwordAccepted;
    private volatile boolean refused;
    private volatile boolean askedMore;
    private volatile List<String> wanted = List.of();

    /** For a log-in with a password, a key, or both. */
    AuthWatch(@Nullable Secret password, boolean key) {
        this.password = password;
        this.proofs = !key ? "password" : password == null ? "key" : "key and password";
    }

    /** The password, until it was taken: so it goes out once, whichever method asks for it. */
    @Override
    public Iterable<String> loadPasswords(SessionContext session) {
        return () -> new Iterator<>() {
            @Override
            public boolean hasNext() {
                return password != null && !passwordSent;
            }

            @Override
            public String next() {
                if (password == null || passwordSent) {
                    throw new NoSuchElementException("no other password");
                }
                passwordSent = true;
                return password.reveal();
            }
        };
    }

    @Override
    public boolean isInteractionAllowed(ClientSession session) {
        return password != null && !passwordSent;
    }

    @Override
    public String @Nullable [] interactive(ClientSession session, String name, String instruction, String language,
            String[] prompts, boolean[] echo) {
        if (prompts.length == 0) {
            return new String[0];
        }
        if (prompts.length == 1 && !echo[0] && password != null && !passwordSent) {
            passwordSent = true;
            return new String[] {password.reveal()};
        }
        askedMore = true;
        return null;
    }

    /** A password that has expired is not changed from here. */
    @Override
    public @Nullable String getUpdatedPassword(ClientSession session, String prompt, String language) {
        return null;
    }

    @Override
    public void signalAuthenticationFailure(ClientSession session, String service, String sent, boolean partial,
            List<String> methods) {
        passwordAccepted |= partial;
        refused |= !partial;
        wanted = List.copyOf(methods);
    }

    @Override
    public void signalAuthenticationFailure(ClientSession session, String service, KeyPair sent, boolean partial,
            List<String> methods) {
        keyAccepted |= partial;
        refused |= !partial;
        wanted = List.copyOf(methods);
    }

    /** Nothing more than what the refusals before said. */
    @Override
    public void signalAuthenticationExhausted(ClientSession session, String service) {
        refused = true;
    }

    /** Whether the server was asked and said no. */
    boolean refused() {
        return refused || askedMore || passwordSent || keyAccepted;
    }

    /** Why the log-in failed; the server's own texts stay out, since it may repeat what it was sent. */
    ConnectionFailure failure() {
        String next = String.join(", ", wanted).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9@., -]", "");
        String more = next.isEmpty() ? "." : "; it goes on with: " + next + ".";
        if (askedMore) {
            return rejected("The server asks for more than a password, such as a code: let its operator allow this user in"
                    + " without.");
        }
        if (keyAccepted) {
            return rejected(passwordSent ? "The server accepted the key and refused the password."
                    : "The server accepted the key and asks for more" + more);
        }
        if (passwordAccepted) {
            return rejected("The server accepted the password and asks for more" + more);
        }
        return rejected("The server refused user name and " + proofs
                + (next.isEmpty() ? "." : "; it lets in by: " + next + "."));
    }

    private static ConnectionFailure rejected(String sentence) {
        return new ConnectionFailure(CREDENTIALS_REJECTED, sentence);
    }
}
