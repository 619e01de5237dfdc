package dev.patchbay.core.internal.calls;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.Values;
import dev.patchbay.core.internal.definitions.Template;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes the secrets of one call out of texts that leave it: as they are, percent-encoded, in base64 (also in the middle of a
 * longer encoded text) and in hexadecimal. Secrets under four characters are left, since they occur in any text. It is the
 * last net, not the first: nobody should put a secret into a message. Immutable and thread-safe.
 */
public final class Redactor {
    private static final String MASK = "***";
    private static final int SHORTEST = 4;
    /** A line or an encoded middle part is looked for from this length on. */
    private static final int SHORTEST_PART = 8;
    private static final int LONGEST_MESSAGE = 500;

    private final List<String> forms;

    private Redactor(Set<String> forms) {
        List<String> longestFirst = new ArrayList<>(forms);
        longestFirst.sort(Comparator.comparingInt(String::length).reversed());
        this.forms = List.copyOf(longestFirst);
    }

    /** A redactor of these secrets. */
    public static Redactor of(Values values, @Nullable Secret accessToken) {
        Set<String> forms = new HashSet<>();
        if (accessToken != null) {
            add(forms, accessToken.reveal());
        }
        for (Object value : values.asMap().values()) {
            if (value instanceof Secret secret) {
                add(forms, secret.reveal());
            }
        }
        return new Redactor(forms);
    }

    /** One of these secrets too. */
    public Redactor with(List<Values> more) {
        Set<String> all = new HashSet<>(forms);
        more.forEach(values -> all.addAll(of(values, null).forms));
        return new Redactor(all);
    }

    /** The text without secrets. */
    public String redact(String text) {
        String clean = text;
        for (String form : forms) {
            clean = clean.replace(form, MASK);
        }
        return clean;
    }

    /** The text of a message for people: without secrets, on one line, at most 500 characters. */
    public String message(String text) {
        String line = redact(text).replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() > LONGEST_MESSAGE ? line.substring(0, LONGEST_MESSAGE) + "…" : line;
    }

    private static void add(Set<String> forms, String secret) {
        if (secret.length() < SHORTEST) {
            return;
        }
        addForms(forms, secret);
        if (secret.indexOf('\n') >= 0 || secret.indexOf('\r') >= 0) {
            secret.lines().filter(line -> line.strip().length() >= SHORTEST_PART).forEach(line -> addForms(forms, line.strip()));
        }
    }

    private static void addForms(Set<String> forms, String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        forms.add(secret);
        String percent = Template.encode(secret);
        forms.add(percent);
        forms.add(percent.toLowerCase(Locale.ROOT));
        forms.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
        String hex = HexFormat.of().formatHex(bytes);
        forms.add(hex);
        forms.add(hex.toUpperCase(Locale.ROOT));
        for (int before = 0; before < 3; before++) {
            addBase64(forms, bytes, before);
        }
    }

    /** What the bytes look like in base64 when {@code before} other bytes stand before them in their group of three. */
    private static void addBase64(Set<String> forms, byte[] bytes, int before) {
        byte[] shifted = new byte[before + bytes.length];
        System.arraycopy(bytes, 0, shifted, before, bytes.length);
        int from = (before * 8 + 5) / 6;
        int to = shifted.length * 8 / 6;
        String whole = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        String url = Base64.getUrlEncoder().withoutPadding().encodeToString(shifted);
        if (before == 0) {
            forms.add(whole);
            forms.add(url);
        }
        if (to - from >= SHORTEST_PART) {
            forms.add(whole.substring(from, to));
            forms.add(url.substring(from, to));
        }
    }
}
