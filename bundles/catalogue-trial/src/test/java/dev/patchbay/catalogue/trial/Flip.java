package dev.patchbay.catalogue.trial;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A declaration with one thing in it turned to something else.
 *
 * @param place what was changed: the path of keys below the method, list indexes as numbers; {@code baseUrl} for the definition's
 * @param was the text or number that stood there; empty where there was none, or a whole object
 * @param change how, in words
 * @param declaration the result
 */
record Flip(String place, String was, String change, ObjectNode declaration) {
    @Override
    public String toString() {
        return place + " " + change;
    }
}
