package dev.patchbay.api.provider;

import java.net.URI;
import java.util.List;

/**
 * What the host does next in an interactive sign-in. Made by providers, taken apart by the host alone. The state is up to
 * 16 KiB and sealed between the steps; a step is waited for ten minutes.
 */
public sealed interface ConnectStep {

    /**
     * Send the person there, by https or to the machine itself; the answer comes back to
     * {@link ConnectionContext#callbackUri()}, which is the same for the whole sign-in and has a query part.
     */
    record Redirect(URI to, Values state) implements ConnectStep {}

    /**
     * Ask the person for these fields, up to 20, each for the connection or for once; they keep to the rules of a definition's.
     *
     * @param prompt Markdown, up to 4,096 characters
     */
    record Ask(String prompt, List<Field<?>> fields, Values state) implements ConnectStep {
        /** Copies the list. */
        public Ask {
            fields = List.copyOf(fields);
        }
    }

    /** Show a code to be entered at another place. */
    record ShowCode(URI at, String code, Values state) implements ConnectStep {}

    /** Signed in; these values are stored with those that were entered, and count more. Each has a declared field. */
    record Connected(Values values) implements ConnectStep {}
}
