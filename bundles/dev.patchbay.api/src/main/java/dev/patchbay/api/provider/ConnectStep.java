package dev.patchbay.api.provider;

import java.net.URI;
import java.util.List;

/** What the host does next in an interactive sign-in. Made by providers, taken apart by the host alone. */
public sealed interface ConnectStep {

    /** Send the person there; the answer comes back to {@link ConnectionContext#callbackUri()}. */
    record Redirect(URI to, Values state) implements ConnectStep {}

    /** Ask the person for these fields. */
    record Ask(String prompt, List<Field<?>> fields, Values state) implements ConnectStep {
        /** Copies the list. */
        public Ask {
            fields = List.copyOf(fields);
        }
    }

    /** Show a code to be entered at another place. */
    record ShowCode(URI at, String code, Values state) implements ConnectStep {}

    /** Signed in; these values are stored. */
    record Connected(Values values) implements ConnectStep {}
}
