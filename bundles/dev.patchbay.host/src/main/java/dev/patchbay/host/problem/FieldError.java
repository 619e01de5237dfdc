package dev.patchbay.host.problem;

/**
 * What is wrong with one field. Immutable; never holds the value.
 *
 * @param field the name as the request spells it, such as {@code values.port}
 * @param code a stable word for programs, such as {@code required}
 * @param message one sentence for people
 */
public record FieldError(String field, String code, String message) {}
