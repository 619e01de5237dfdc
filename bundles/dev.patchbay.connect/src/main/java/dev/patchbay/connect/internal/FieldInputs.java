package dev.patchbay.connect.internal;

import dev.patchbay.api.provider.Field;
import dev.patchbay.host.problem.FieldError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** The inputs of a form, each with its label, help and faults. A list has a line for each entry. Used by one thread. */
final class FieldInputs {
    private static final int TALL = 5;

    private final Html html;
    private final Map<String, List<FieldError>> errors = new LinkedHashMap<>();

    FieldInputs(Html html, List<FieldError> faults) {
        this.html = html;
        /* an entry of a list is reported as values.names[2] */
        faults.forEach(e -> errors.computeIfAbsent(e.field().replaceFirst("\\[.*", ""), f -> new ArrayList<>()).add(e));
    }

    /** The id of the input of this name, for links to it. */
    static String id(String name) {
        return "in-" + name.replaceFirst("\\[.*", "").replaceAll("[^A-Za-z0-9]", "-");
    }

    /**
     * The inputs of these fields; those that apply in one case only stand together, with the case above them.
     *
     * @param prefix what stands before a field's name in the input's
     * @param values what stands in the inputs
     * @param kept secrets that have a stored value
     */
    void fields(String prefix, List<Field<?>> fields, Map<String, Object> values, List<String> kept) {
        Field.@Nullable Condition open = null;
        for (Field<?> field : fields) {
            Field.@Nullable Condition condition = field.visibleWhen().orElse(null);
            if (open != null && !open.equals(condition)) {
                html.close("fieldset");
            }
            if (condition != null && !condition.equals(open)) {
                html.open("fieldset", "class", "case").element("legend", only(condition, fields));
            }
            open = condition;
            field(prefix + field.name(), field, values.get(field.name()), kept.contains(field.name()));
        }
        if (open != null) {
            html.close("fieldset");
        }
    }

    private static String only(Field.Condition condition, List<Field<?>> fields) {
        Optional<Field<?>> leader = fields.stream().filter(f -> f.name().equals(condition.field())).findFirst();
        StringJoiner words = new StringJoiner(" or ");
        for (String value : condition.values()) {
            words.add(leader.map(f -> word(f, value)).orElse(value));
        }
        return "Only if “" + leader.map(Field::label).orElse(condition.field()) + "” is " + words;
    }

    private static String word(Field<?> field, String value) {
        if (field.kind() == Field.Kind.FLAG) {
            return value.equals("true") ? "on" : "off";
        }
        return field.options().stream().filter(o -> o.value().equals(value)).map(Field.Option::label).findFirst().orElse(value);
    }

    private void field(String name, Field<?> field, @Nullable Object value, boolean kept) {
        List<String> help = new ArrayList<>();
        if (kept) {
            help.add("A value is stored. Leave this empty to keep it.");
        }
        if (!field.warning().isEmpty()) {
            help.add(field.warning());
        }
        if (!field.help().isEmpty()) {
            help.add(field.help());
        }
        if (longer(field) > 0) {
            help.add("What stands for … in " + field.prefix() + "…" + field.suffix() + "; the whole is taken too.");
        }
        if (!field.example().isEmpty()) {
            help.add("Example: " + field.example());
        }
        if (field.kind() == Field.Kind.LIST) {
            help.add("One on each line.");
        }
        @Nullable Object shown = value != null ? value : field.fallback().orElse(null);
        boolean required = field.required() && !kept && field.visibleWhen().isEmpty();
        boolean marked = !field.required() && field.fallback().isEmpty() && field.kind() != Field.Kind.FLAG;
        Input input = new Input(name, field.label(), String.join(" ", help), marked, describedBy(name, help), required, field.docs());
        switch (field.kind()) {
            case FLAG -> checkBox(input, Boolean.TRUE.equals(shown) || "true".equals(shown));
            case CHOICE -> choice(input, field, shown == null ? "" : shown.toString());
            default -> written(input, field, shown);
        }
    }

    /** What inputs of all kinds have. */
    private record Input(
            String name, String label, String help, boolean optional, @Nullable String describedBy, boolean required, String docs) {}

    private @Nullable String describedBy(String name, List<String> help) {
        StringJoiner ids = new StringJoiner(" ").setEmptyValue("");
        if (errors.containsKey(name)) {
            ids.add(id(name) + "-error");
        }
        if (!help.isEmpty()) {
            ids.add(id(name) + "-help");
        }
        return ids.length() == 0 ? null : ids.toString();
    }

    /** One line that belongs to no declared field, such as the connection's label. */
    void line(String name, String label, String value, String help) {
        List<String> helps = help.isEmpty() ? List.of() : List.of(help);
        Input input = new Input(name, label, help, false, describedBy(name, helps), false, "");
        begin(input);
        control("input", input, "type", "text", "value", value);
        notes(input);
        html.close("div");
    }

    private void written(Input input, Field<?> field, @Nullable Object shown) {
        begin(input);
        String text = field.isSecret() || shown == null ? ""
                : shown instanceof List<?> all ? String.join("\n", all.stream().map(String::valueOf).toList()) : shown.toString();
        if (field.allowsLines() || field.kind() == Field.Kind.LIST) {
            control("textarea", input, "rows", Integer.toString(TALL), "spellcheck", "false");
            html.text(text).close("textarea");
        } else {
            String type = field.isSecret() ? "password" : "text";
            String mode = field.kind() == Field.Kind.INTEGER ? "numeric" : field.kind() == Field.Kind.URL ? "url" : null;
            control("input", input, "type", type, "value", text.isEmpty() ? null : text, "inputmode", mode,
                    "maxlength", Integer.toString(field.maxLength() + longer(field)), "spellcheck", "false",
                    "autocomplete", field.isSecret() ? "new-password" : null);
        }
        notes(input);
        html.close("div");
    }

    /** How much longer the whole is that somebody may paste, the slash after an address included. */
    private static int longer(Field<?> field) {
        int around = field.prefix().length() + field.suffix().length();
        return around == 0 ? 0 : around + 1;
    }

    private void choice(Input input, Field<?> field, String shown) {
        begin(input);
        control("select", input);
        boolean known = field.options().stream().anyMatch(o -> o.value().equals(shown));
        if (!known || !input.required()) {
            html.element("option", input.required() ? "Choose one" : "–", "value", "", "selected", known ? null : "selected");
        }
        for (Field.Option option : field.options()) {
            html.element("option", option.label(), "value", option.value(),
                    "selected", option.value().equals(shown) ? "selected" : null);
        }
        html.close("select");
        notes(input);
        html.close("div");
    }

    private void checkBox(Input input, boolean on) {
        /* a box that is not ticked sends nothing: the value before it stands then */
        html.open("div", "class", "field box").open("input", "type", "hidden", "name", input.name(), "value", "false");
        control("input", input, "type", "checkbox", "value", "true", "checked", on ? "checked" : null);
        html.element("label", input.label(), "for", id(input.name()));
        notes(input);
        html.close("div");
    }

    private void begin(Input input) {
        html.open("div", "class", errors.containsKey(input.name()) ? "field wrong" : "field");
        html.open("label", "for", id(input.name())).text(input.label());
        if (input.optional()) {
            html.element("span", " (optional)", "class", "opt");
        }
        html.close("label");
    }

    private void notes(Input input) {
        List<FieldError> faults = errors.getOrDefault(input.name(), List.of());
        if (!faults.isEmpty()) {
            html.element("p", String.join(" ", faults.stream().map(FieldError::message).toList()),
                    "class", "err", "id", id(input.name()) + "-error");
        }
        if (!input.help().isEmpty()) {
            html.element("p", input.help(), "class", "help", "id", id(input.name()) + "-help");
        }
        if (!input.docs().isEmpty()) {
            html.open("p", "class", "help")
                    .element("a", "How to find it", "href", input.docs(), "rel", "noopener noreferrer").close("p");
        }
    }

    private void control(String tag, Input input, @Nullable String... more) {
        List<@Nullable String> all = new ArrayList<>(Arrays.asList("id", id(input.name()), "name", input.name(),
                "required", input.required() ? "required" : null,
                "aria-describedby", input.describedBy(),
                "aria-invalid", errors.containsKey(input.name()) ? "true" : null));
        all.addAll(Arrays.asList(more));
        html.open(tag, all.toArray(new String[0]));
    }
}
