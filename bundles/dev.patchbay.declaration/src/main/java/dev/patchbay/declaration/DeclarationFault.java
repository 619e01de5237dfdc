package dev.patchbay.declaration;

/**
 * One thing that is wrong with a declaration. Immutable.
 *
 * @param file the file as it was named by who asked
 * @param pointer the place in it as a JSON pointer (RFC 6901); empty for the whole
 * @param message what is wrong and what to write instead; continues after the place as a sentence
 */
public record DeclarationFault(String file, String pointer, String message) {

    /** One line: {@code ftp.connection.json:/methods/0/label: is missing}. */
    @Override
    public String toString() {
        return file + ":" + (pointer.isEmpty() ? "/" : pointer) + ": " + message;
    }
}
