package dev.patchbay.host.problem;

/**
 * One kind of problem (RFC 9457 section 3.1). Immutable.
 *
 * @param slug the last part of the type URI {@code urn:patchbay:problem:<slug>}
 * @param status the HTTP status
 * @param title what a person reads, the same for every occurrence
 */
public record ProblemType(String slug, int status, String title) {
    public static final ProblemType MALFORMED = new ProblemType("malformed-request", 400, "The request cannot be read");
    public static final ProblemType UNAUTHENTICATED = new ProblemType("unauthenticated", 401, "A valid API key is needed");
    public static final ProblemType FORBIDDEN = new ProblemType("forbidden", 403, "The caller may not do this");
    public static final ProblemType CSRF = new ProblemType("csrf", 403, "The request does not prove that the console sent it");
    public static final ProblemType NOT_FOUND = new ProblemType("not-found", 404, "There is no such thing");
    public static final ProblemType METHOD_NOT_ALLOWED = new ProblemType("method-not-allowed", 405, "This path has no such method");
    public static final ProblemType NOT_ACCEPTABLE = new ProblemType("not-acceptable", 406, "No such representation");
    public static final ProblemType CONFLICT = new ProblemType("conflict", 409, "The present state does not allow this");
    public static final ProblemType RECONNECT_NEEDED = new ProblemType("reconnect-needed", 409, "The connection must be connected again");
    public static final ProblemType PROVIDER_UNAVAILABLE = new ProblemType("provider-unavailable", 409, "The connection's provider is not available");
    public static final ProblemType PRECONDITION_FAILED = new ProblemType("precondition-failed", 412, "It was changed by someone else");
    public static final ProblemType TOO_LARGE = new ProblemType("too-large", 413, "The request is too large");
    public static final ProblemType UNSUPPORTED_MEDIA_TYPE = new ProblemType("unsupported-media-type", 415, "This media type is not understood");
    public static final ProblemType RANGE_NOT_SATISFIABLE = new ProblemType("range-not-satisfiable", 416, "The file has no such range");
    public static final ProblemType INVALID = new ProblemType("invalid-input", 422, "Some fields are not valid");
    public static final ProblemType SECRETS_NEEDED = new ProblemType("secrets-needed", 422, "A change of endpoint needs the secrets again");
    public static final ProblemType IDEMPOTENCY_MISMATCH = new ProblemType("idempotency-mismatch", 422, "The idempotency key was used for another request");
    public static final ProblemType BUNDLE_REFUSED = new ProblemType("bundle-refused", 422, "The bundle cannot be installed");
    public static final ProblemType BUNDLE_MALFORMED = new ProblemType("bundle-malformed", 422, "The file is no sound bundle");
    public static final ProblemType BUNDLE_TOO_LARGE = new ProblemType("bundle-too-large", 413, "The bundle is too large");
    public static final ProblemType BUNDLE_UNTRUSTED = new ProblemType("bundle-untrusted", 422, "The bundle is not trusted by this host");
    public static final ProblemType BUNDLE_UNRESOLVED = new ProblemType("bundle-unresolved", 422, "The bundle needs what is not here");
    public static final ProblemType PROVIDER_OWNED = new ProblemType("provider-owned", 409, "The provider belongs to another bundle");
    public static final ProblemType PROVIDER_REFUSED = new ProblemType("provider-refused", 422, "A provider of the bundle does not work");
    public static final ProblemType DECLARATION_INVALID = new ProblemType("declaration-invalid", 422, "The declaration has faults");
    public static final ProblemType FEATURE_INVALID = new ProblemType("feature-invalid", 422, "The feature has faults");
    public static final ProblemType CHECKSUM_MISMATCH = new ProblemType("checksum-mismatch", 422, "The file is not the one that was meant");
    public static final ProblemType INSTALL_OFFLINE = new ProblemType("install-offline", 409, "The host fetches nothing from repositories");
    public static final ProblemType REPOSITORY_UNREACHABLE = new ProblemType("repository-unreachable", 502, "The repository did not give the file");
    public static final ProblemType INTEGRITY = new ProblemType("integrity", 409, "The stored record was changed outside of the host");
    public static final ProblemType TOO_MANY_REQUESTS = new ProblemType("too-many-requests", 429, "Too many requests");
    public static final ProblemType HEADERS_TOO_LARGE = new ProblemType("headers-too-large", 431, "The request's headers are too large");
    public static final ProblemType INTERNAL = new ProblemType("internal", 500, "Something nobody foresaw");
    public static final ProblemType APP_FAILED = new ProblemType("app-failed", 502, "The connected app did not do it");
    public static final ProblemType NOT_READY = new ProblemType("not-ready", 503, "The host is not ready");
    public static final ProblemType PROVIDER_STOPPING = new ProblemType("provider-stopping", 503, "The provider is being stopped or replaced");
    public static final ProblemType PROVIDER_BUSY = new ProblemType("provider-busy", 503, "The provider has too many calls at once");
    public static final ProblemType DEADLINE = new ProblemType("deadline", 504, "The connected app took too long");
}
