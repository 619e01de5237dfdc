package dev.patchbay.api.provider;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the credential stands in a request to the app. Templates hold {@code {field}} and {@code {accessToken}}; here, and
 * nowhere else, they may name secrets. Immutable; each method gives a changed copy.
 */
public final class Injection {
    /** Where one part goes. */
    public enum Place {
        /** A header; {@code name} is the header's. */
        HEADER,
        /** A query parameter; {@code name} is the parameter's. Redacted wherever a URL is shown. */
        QUERY,
        /** A prefix of the path; {@code name} is empty. Redacted wherever a URL is shown. */
        PATH,
        /** Basic authentication (RFC 7617); {@code name} is the template of the user, {@code template} of the password. */
        BASIC,
        /** A cookie (RFC 6265 section 4.2); {@code name} is the cookie's. */
        COOKIE,
        /** A member of the body, a JSON object or a form; {@code name} is the member's. */
        BODY
    }

    /** One part of the credential. */
    public record Part(Place place, String name, String template) {}

    private static final Injection NONE = new Injection(List.of());

    private final List<Part> parts;

    private Injection(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /** Nothing is added. */
    public static Injection none() {
        return NONE;
    }

    /** {@code Authorization: Bearer {accessToken}} (RFC 6750 section 2.1). */
    public static Injection bearer() {
        return NONE.header("Authorization", "Bearer {accessToken}");
    }

    /** With a header. */
    public Injection header(String name, String template) {
        return with(Place.HEADER, name, template);
    }

    /** With a query parameter. */
    public Injection query(String name, String template) {
        return with(Place.QUERY, name, template);
    }

    /** With a prefix of the path. */
    public Injection path(String template) {
        return with(Place.PATH, "", template);
    }

    /** With Basic authentication. */
    public Injection basic(String userTemplate, String passwordTemplate) {
        return with(Place.BASIC, userTemplate, passwordTemplate);
    }

    /** With a cookie. */
    public Injection cookie(String name, String template) {
        return with(Place.COOKIE, name, template);
    }

    /** With a member of the body, which is a JSON object or a form. */
    public Injection body(String name, String template) {
        return with(Place.BODY, name, template);
    }

    private Injection with(Place place, String name, String template) {
        List<Part> more = new ArrayList<>(parts);
        more.add(new Part(place, name, template));
        return new Injection(more);
    }

    /** The parts, in the order they were declared. */
    public List<Part> parts() {
        return parts;
    }
}
