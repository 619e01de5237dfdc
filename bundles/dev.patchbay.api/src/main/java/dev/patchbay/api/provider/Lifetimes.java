package dev.patchbay.api.provider;

import java.util.function.Consumer;

/**
 * What is known of how long the credentials of a method last, in seconds; 0 is not known. The host renews by it. Immutable;
 * each method gives a changed copy. How long an access token lasts is {@link TokenReply}'s.
 */
public final class Lifetimes {
    private static final Lifetimes UNKNOWN = new Lifetimes();

    private int refresh;
    private int idle;
    private int maximum;
    private boolean rotates;
    private int reuse;
    private int margin;
    private int keepAlive;

    private Lifetimes() {}

    /** Nothing is known. */
    public static Lifetimes unknown() {
        return UNKNOWN;
    }

    private Lifetimes changed(Consumer<Lifetimes> change) {
        Lifetimes copy = new Lifetimes();
        copy.refresh = refresh;
        copy.idle = idle;
        copy.maximum = maximum;
        copy.rotates = rotates;
        copy.reuse = reuse;
        copy.margin = margin;
        copy.keepAlive = keepAlive;
        change.accept(copy);
        return copy;
    }

    /** A refresh token lasts this long from its making, whether used or not. */
    public Lifetimes refreshSeconds(int seconds) {
        return changed(l -> l.refresh = seconds);
    }

    /** A refresh token that is not used this long is dead. */
    public Lifetimes idleSeconds(int seconds) {
        return changed(l -> l.idle = seconds);
    }

    /** The person has to sign in again this long after a sign-in, whatever is renewed. */
    public Lifetimes maximumSeconds(int seconds) {
        return changed(l -> l.maximum = seconds);
    }

    /** Each use of a refresh token gives another one and ends it. */
    public Lifetimes rotating() {
        return changed(l -> l.rotates = true);
    }

    /** A refresh token that was replaced is still taken this long. */
    public Lifetimes reuseSeconds(int seconds) {
        return changed(l -> l.reuse = seconds);
    }

    /** Access tokens are renewed this long before their end, instead of what the host finds right. */
    public Lifetimes marginSeconds(int seconds) {
        return changed(l -> l.margin = seconds);
    }

    /** Nobody needs the credential, and still it is renewed this often, so that it does not die of idleness. */
    public Lifetimes keepAliveSeconds(int seconds) {
        return changed(l -> l.keepAlive = seconds);
    }

    /** How long a refresh token lasts; 0 where it is not known. */
    public int refreshSeconds() {
        return refresh;
    }

    /** How long an unused refresh token lasts; 0 where it is not known. */
    public int idleSeconds() {
        return idle;
    }

    /** How long a sign-in lasts; 0 where it is not known. */
    public int maximumSeconds() {
        return maximum;
    }

    /** Whether each use of a refresh token ends it. */
    public boolean isRotating() {
        return rotates;
    }

    /** How long a replaced refresh token is still taken; 0 for not at all, or not known. */
    public int reuseSeconds() {
        return reuse;
    }

    /** How long before its end an access token is renewed; 0 where the host decides. */
    public int marginSeconds() {
        return margin;
    }

    /** How often a credential is renewed that nobody needs; 0 for never. */
    public int keepAliveSeconds() {
        return keepAlive;
    }
}
