package dev.patchbay.host.access;

/** What an API key may do. {@code ADMIN} does not include {@code CREDENTIAL_READ}. */
public enum Scope {
    /** See providers and masked connections. */
    READ("read"),
    /** Create, edit, delete connections. */
    WRITE("write"),
    /** Act through connections: test, files, proxy, signing. */
    USE("use"),
    /** Read credentials in clear. */
    CREDENTIAL_READ("credential:read"),
    /** Create connect and account sessions. */
    SESSIONS("sessions"),
    /** Install, update, uninstall bundles. */
    BUNDLES_INSTALL("bundles:install"),
    /** API keys, audit, operations. */
    ADMIN("admin");

    private final String word;

    Scope(String word) {
        this.word = word;
    }

    /** The word in the HTTP API. */
    public String word() {
        return word;
    }
}
