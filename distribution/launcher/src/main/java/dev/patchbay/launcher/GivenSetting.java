package dev.patchbay.launcher;

/**
 * A value somebody gave for a key, known or not.
 *
 * @param key the key
 * @param value the value, without white space at its ends
 * @param where where it was given, for messages: {@code conf/patchbay.properties line 3}, {@code PATCHBAY_HTTP_PORT}
 */
record GivenSetting(String key, String value, String where) {
}
