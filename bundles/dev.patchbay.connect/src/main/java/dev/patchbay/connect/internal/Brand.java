package dev.patchbay.connect.internal;

import dev.patchbay.host.connect.ConnectPage;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whose page it is: name, colour and logo of an account. A page asks no other host for anything, so a logo is shown only where it is
 * part of the account's description; a colour stands in a drawing, since styles within a page are refused. Immutable.
 *
 * @param name what a person reads
 * @param color {@code #rrggbb}, or null for none
 * @param logo a {@code data:} URL of an image, or null for none
 */
record Brand(String name, @Nullable String color, @Nullable String logo) {
    private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}");
    private static final Pattern LOGO = Pattern.compile("data:image/(png|jpeg|webp|svg\\+xml);base64,[A-Za-z0-9+/]{1,120000}={0,2}");
    private static final String LIGHT = "#ffffff";
    private static final String DARK = "#12171a";
    /* where black and white are read equally well: relative luminance by WCAG 2.2 */
    private static final double MIDDLE = 0.179;

    /** That of the account a page is for. */
    static Brand of(ConnectPage page) {
        ConnectPage.Looks given = page.looks();
        String color = given.color();
        String logo = given.logo();
        return new Brand(
                Objects.requireNonNullElse(given.name(), page.accountLabel()),
                color != null && COLOR.matcher(color).matches() ? color : null,
                logo != null && LOGO.matcher(logo).matches() ? logo : null);
    }

    /** Writes it as a page's first row. */
    void write(Html html) {
        html.open("div", "class", "brand-row");
        if (logo == null) {
            tile(html);
        } else {
            html.open("img", "class", "brand", "src", logo, "alt", "");
        }
        html.element("bdi", name).close("div");
    }

    private void tile(Html html) {
        html.open("svg", "class", "brand", "viewBox", "0 0 32 32", "aria-hidden", "true");
        html.element("rect", "", "width", "32", "height", "32", "rx", "5", "fill", color);
        html.element("text", initials(name), "x", "16", "y", "22", "text-anchor", "middle", "fill", color == null ? null : on(color));
        html.close("svg");
    }

    /** The first letters of two words, or two letters of one. */
    static String initials(String name) {
        String[] words = name.replaceAll("[^\\p{L}\\p{N}\\s]", "").strip().split("\\s+");
        String letters = words.length > 1 ? first(words[0], 1) + first(words[1], 1) : first(words[0], 2);
        return words.length > 1 ? letters.toUpperCase(Locale.ROOT) : letters;
    }

    private static String first(String word, int count) {
        return word.substring(0, word.offsetByCodePoints(0, Math.min(count, word.codePointCount(0, word.length()))));
    }

    /** The ink that is read on a colour. */
    static String on(String color) {
        double luminance = 0.2126 * linear(color, 1) + 0.7152 * linear(color, 3) + 0.0722 * linear(color, 5);
        return luminance > MIDDLE ? DARK : LIGHT;
    }

    private static double linear(String color, int at) {
        double part = Integer.parseInt(color.substring(at, at + 2), 16) / 255.0;
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }
}
