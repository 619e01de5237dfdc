package dev.patchbay.api.provider;

import dev.patchbay.api.Secret;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A typed key, the form field and its rules at once; whether it is secret is its type. Immutable: each method gives a changed
 * copy. Rules apply to the whole value and are checked by the host before a provider sees it.
 *
 * @param <T> {@code String}, {@link Secret}, {@code Integer}, {@code Boolean} or {@code List<String>}
 */
public final class Field<T> {
    /** What a field holds. */
    public enum Kind {
        /** Text, one line unless {@link Field#multiLine()}. */
        TEXT,
        /** Text that is sealed and never shown again. */
        SECRET,
        /** A whole number. */
        INTEGER,
        /** Yes or no. */
        FLAG,
        /** One of the declared options. */
        CHOICE,
        /** Several short texts. */
        LIST,
        /** A host: a DNS name, an IPv4 or an IPv6 address without brackets. Part of the grant. */
        HOST,
        /** An absolute https URL without user information and fragment. Its host is part of the grant. */
        URL
    }

    /** Where a value belongs. */
    public enum Scope {
        /** To the connection. */
        CONNECTION,
        /** To the OAuth client, shared by its connections. */
        CLIENT,
        /** To one sign-in; never stored. */
        ONE_TIME,
        /** To the connection, filled in from what the app answers to a sign-in; a person never enters it. */
        CAPTURED
    }

    /** A named pattern; the name is that of JSON Schema where it has one. */
    public enum Format {
        /** An e-mail address, as RFC 5321 section 4.1.2 has it without quoting. */
        EMAIL("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}([.][A-Za-z0-9-]{1,63}){1,8}"),
        /** RFC 9562 section 4. */
        UUID("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"),
        /** A DNS name (RFC 1123 section 2.1). */
        HOSTNAME("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?([.][A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?){0,8}"),
        /** One label of a DNS name, such as a shop's or a subdomain's; may stand in a host. */
        LABEL("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"),
        /** Digits only. */
        DIGITS("[0-9]{1,64}"),
        /** Hexadecimal digits only. */
        HEX("[0-9a-fA-F]{1,512}"),
        /** A date (RFC 3339 section 5.6, full-date). */
        DATE("[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])");

        private final Pattern pattern;

        Format(String regex) {
            this.pattern = Pattern.compile(regex);
        }

        /** The pattern, for the whole value. */
        public Pattern pattern() {
            return pattern;
        }
    }

    /** An option of a choice: the stored value and what a person reads. */
    public record Option(String value, String label) {}

    /** Show the field only while another one has one of these values (as text). */
    public record Condition(String field, List<String> values) {
        /** Copies the list. */
        public Condition {
            values = List.copyOf(values);
        }
    }

    /** Longest value where nothing else is declared, in characters. */
    public static final int DEFAULT_MAX_LENGTH = 4_096;

    private static final Pattern NAME = Pattern.compile("[a-z][a-zA-Z0-9]{0,63}");

    private final Class<T> type;
    private final Kind kind;
    private final String name;
    private final String label;
    private String help = "";
    private String example = "";
    private String prefix = "";
    private String suffix = "";
    private String docs = "";
    private String warning = "";
    private @Nullable Format format;
    private boolean required = true;
    private boolean multiLine;
    private boolean endpoint;
    private Scope scope = Scope.CONNECTION;
    private @Nullable T fallback;
    private @Nullable Pattern pattern;
    private @Nullable Condition visibleWhen;
    private List<Option> options = List.of();
    private int min = Integer.MIN_VALUE;
    private int max = Integer.MAX_VALUE;
    private int maxLength = DEFAULT_MAX_LENGTH;

    private Field(Class<T> type, Kind kind, String name, String label) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a field name is lowerCamel, up to 64 letters and digits: " + name);
        }
        this.type = type;
        this.kind = kind;
        this.name = name;
        this.label = label;
    }

    /** One line of text. */
    public static Field<String> text(String name, String label) {
        return new Field<>(String.class, Kind.TEXT, name, label);
    }

    /** A secret text. */
    public static Field<Secret> secret(String name, String label) {
        return new Field<>(Secret.class, Kind.SECRET, name, label);
    }

    /** A whole number. */
    public static Field<Integer> integer(String name, String label) {
        return new Field<>(Integer.class, Kind.INTEGER, name, label);
    }

    /** Yes or no. */
    public static Field<Boolean> flag(String name, String label) {
        return new Field<>(Boolean.class, Kind.FLAG, name, label);
    }

    /** One of these options. */
    public static Field<String> choice(String name, String label, Option... options) {
        Field<String> field = new Field<>(String.class, Kind.CHOICE, name, label);
        field.options = List.of(options);
        return field;
    }

    /** An option for {@link #choice}. */
    public static Option option(String value, String label) {
        return new Option(value, label);
    }

    /** Several short texts; {@link #range} limits how many, {@link #pattern} and {@link #maxLength} each of them. */
    @SuppressWarnings("unchecked")
    public static Field<List<String>> list(String name, String label) {
        return new Field<>((Class<List<String>>) (Class<?>) List.class, Kind.LIST, name, label);
    }

    /** A host the connection goes to. */
    public static Field<String> host(String name, String label) {
        return new Field<>(String.class, Kind.HOST, name, label);
    }

    /** An https URL the connection goes to. */
    public static Field<String> url(String name, String label) {
        return new Field<>(String.class, Kind.URL, name, label);
    }

    private Field<T> changed(Consumer<Field<T>> change) {
        Field<T> copy = new Field<>(type, kind, name, label);
        copy.help = help;
        copy.example = example;
        copy.prefix = prefix;
        copy.suffix = suffix;
        copy.docs = docs;
        copy.warning = warning;
        copy.format = format;
        copy.required = required;
        copy.multiLine = multiLine;
        copy.endpoint = endpoint;
        copy.scope = scope;
        copy.fallback = fallback;
        copy.pattern = pattern;
        copy.visibleWhen = visibleWhen;
        copy.options = options;
        copy.min = min;
        copy.max = max;
        copy.maxLength = maxLength;
        change.accept(copy);
        return copy;
    }

    /** With a sentence that helps to fill it in. */
    public Field<T> help(String text) {
        return changed(f -> f.help = text);
    }

    /** With an example value; not for secrets. */
    public Field<T> example(String text) {
        return changed(f -> f.example = text);
    }

    /** May be left out. */
    public Field<T> optional() {
        return changed(f -> f.required = false);
    }

    /** With a default, which also makes it optional. A secret has none. */
    public Field<T> fallback(T value) {
        if (kind == Kind.SECRET) {
            throw new IllegalArgumentException("a secret has no default: " + name);
        }
        return changed(f -> {
            f.fallback = value;
            f.required = false;
        });
    }

    /** The whole value must match, in the common subset of Java's and ECMAScript's expressions; in place of a format. */
    public Field<T> pattern(String regex) {
        return changed(f -> {
            f.pattern = Pattern.compile(regex);
            f.format = null;
        });
    }

    /** The whole value must have this form; in place of a pattern. */
    public Field<T> format(Format form) {
        return changed(f -> {
            f.pattern = form.pattern();
            f.format = form;
        });
    }

    /**
     * With what always stands around the value, such as {@code https://} and {@code .example.com}: shown beside the input, never
     * stored, and taken off where somebody pastes the whole. In a text, a secret or a host; empty for none.
     */
    public Field<T> around(String before, String after) {
        return changed(f -> {
            f.prefix = before;
            f.suffix = after;
        });
    }

    /** With the https URL of the app's page about it. */
    public Field<T> docs(String url) {
        return changed(f -> f.docs = url);
    }

    /** With a sentence shown before somebody fills it in: what it costs, or can break. */
    public Field<T> warning(String text) {
        return changed(f -> f.warning = text);
    }

    /** Smallest and largest number, or count of a list's entries, both included. */
    public Field<T> range(int smallest, int largest) {
        return changed(f -> {
            f.min = smallest;
            f.max = largest;
        });
    }

    /** Longest value in characters (UTF-16 units); {@value #DEFAULT_MAX_LENGTH} unless told, 65,536 at the most. */
    public Field<T> maxLength(int characters) {
        return changed(f -> f.maxLength = characters);
    }

    /** May hold several lines. */
    public Field<T> multiLine() {
        return changed(f -> f.multiLine = true);
    }

    /** Decides where secrets go or how well they are protected: a change asks for the secrets again. */
    public Field<T> endpoint() {
        return changed(f -> f.endpoint = true);
    }

    /** Belongs elsewhere than to the connection. */
    public Field<T> scope(Scope where) {
        return changed(f -> f.scope = where);
    }

    /** Shown, asked for and kept only while {@code other} has one of these values. */
    public Field<T> visibleWhen(Field<?> other, Object... values) {
        List<String> texts = java.util.Arrays.stream(values).map(String::valueOf).toList();
        return changed(f -> f.visibleWhen = new Condition(other.name(), texts));
    }

    /** The class of its values. */
    public Class<T> type() {
        return type;
    }

    /** What it holds. */
    public Kind kind() {
        return kind;
    }

    /** The key, lowerCamel. */
    public String name() {
        return name;
    }

    /** What a person reads. */
    public String label() {
        return label;
    }

    /** The help text; empty where there is none. */
    public String help() {
        return help;
    }

    /** The example; empty where there is none. */
    public String example() {
        return example;
    }

    /** What always stands before the value; empty for nothing. */
    public String prefix() {
        return prefix;
    }

    /** What always stands after the value; empty for nothing. */
    public String suffix() {
        return suffix;
    }

    /** The app's page about it; empty where there is none. */
    public String docs() {
        return docs;
    }

    /** The warning; empty where there is none. */
    public String warning() {
        return warning;
    }

    /** The named pattern, if there is one. */
    public Optional<Format> format() {
        return Optional.ofNullable(format);
    }

    /** Whether a value must be given while the field is visible. */
    public boolean required() {
        return required;
    }

    /** Whether several lines are allowed. */
    public boolean allowsLines() {
        return multiLine;
    }

    /** Whether a change asks for the secrets again: declared so, or a host or URL. */
    public boolean isEndpoint() {
        return endpoint || kind == Kind.HOST || kind == Kind.URL;
    }

    /** Whether its values are secret. */
    public boolean isSecret() {
        return kind == Kind.SECRET;
    }

    /** Where its value belongs. */
    public Scope scope() {
        return scope;
    }

    /** The default, if there is one. */
    public Optional<T> fallback() {
        return Optional.ofNullable(fallback);
    }

    /** The pattern, the format's included, if there is one. */
    public Optional<Pattern> pattern() {
        return Optional.ofNullable(pattern);
    }

    /** The condition, if there is one. */
    public Optional<Condition> visibleWhen() {
        return Optional.ofNullable(visibleWhen);
    }

    /** The options of a choice. */
    public List<Option> options() {
        return options;
    }

    /** Smallest number or count. */
    public int min() {
        return min;
    }

    /** Largest number or count. */
    public int max() {
        return max;
    }

    /** Longest value in characters. */
    public int maxLength() {
        return maxLength;
    }

    @Override
    public String toString() {
        return kind + " " + name;
    }
}
