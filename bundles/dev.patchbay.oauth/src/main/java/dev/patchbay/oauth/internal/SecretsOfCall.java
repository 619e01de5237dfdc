package dev.patchbay.oauth.internal;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** The secrets of one exchange, so that what an app wrote is shown only where it repeats none of them. Of one thread. */
final class SecretsOfCall {
    private static final int LONGEST = 200;
    private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x20-\\x7E]+");

    private final Set<String> forms = new HashSet<>();

    /** One more secret, as it is and as it may be encoded. */
    void add(String secret) {
        if (secret.isEmpty()) {
            return;
        }
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        forms.add(secret);
        forms.add(Parameters.encode(secret));
        forms.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
        forms.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Whether a text contains one of them. */
    boolean isIn(String text) {
        return forms.stream().anyMatch(text::contains);
    }

    /** A text of the app's for people: printable ASCII, at most 200 characters, empty where it holds a secret. */
    String shown(String text) {
        String printable = UNPRINTABLE.matcher(text).replaceAll(" ").strip();
        if (isIn(text) || isIn(printable)) {
            return "";
        }
        return printable.length() <= LONGEST ? printable : printable.substring(0, LONGEST);
    }
}
