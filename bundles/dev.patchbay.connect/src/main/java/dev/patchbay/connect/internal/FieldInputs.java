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
    private final Messages messages;
    private final MethodTexts texts;
    private final Map<String, List<FieldError>> errors = new LinkedHashMap<>();

    FieldInputs(Html html, Messages messages, MethodTexts texts, List<FieldError> faults) {
        this.html = html;
        this.messages = messages;
        this.texts = texts;
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
                html.open("fieldset", "class", "case").open("legend");
                only(condition, fields);
                html.close("legend");
            }
            open = condition;
            field(prefix + field.name(), field, values.get(field.name()), kept.contains(field.name()));
        }
        if (open != null) {
            html.close("fieldset");
        }
    }

    private void only(Field.Condition condition, List<Field<?>> fields) {
        Optional<Field<?>> leader = fields.stream().filter(f -> f.name().equals(condition.field())).findFirst();
        LocalizedText label = leader.map(texts::label).orElse(LocalizedText.of(condition.field()));
        List<LocalizedText> values = condition.values().stream()
                .map(value -> leader.map(f -> word(f, value)).orElse(LocalizedText.of(value))).toList();
        String or = " " + messages.get("field.or") + " ";
        messages.write(html, "field.only", Map.of("field", h -> h.text(label), "values", h -> h.texts(values, or)));
    }

    private LocalizedText word(Field<?> field, String value) {
        if (field.kind() == Field.Kind.FLAG) {
            return LocalizedText.of(messages.get(value.equals("true") ? "field.on" : "field.off"));
        }
        return field.options().stream().filter(o -> o.value().equals(value)).map(o -> texts.option(field, o)).findFirst()
                .orElse(LocalizedText.of(value));
    }

    private void field(String name, Field<?> field, @Nullable Object value, boolean kept) {
        List<LocalizedText> help = help(field, kept);
        @Nullable Object shown = value != null ? value : field.fallback().orElse(null);
        boolean required = field.required() && !kept && field.visibleWhen().isEmpty();
        boolean marked = !field.required() && field.fallback().isEmpty() && field.kind() != Field.Kind.FLAG;
        Input input = new Input(name, texts.label(field), help, marked, describedBy(name, help), required, field.docs());
        switch (field.kind()) {
            case FLAG -> checkBox(input, Boolean.TRUE.equals(shown) || "true".equals(shown));
            case CHOICE -> choice(input, field, shown == null ? "" : shown.toString());
            default -> written(input, field, shown);
        }
    }

    private List<LocalizedText> help(Field<?> field, boolean kept) {
        List<LocalizedText> help = new ArrayList<>();
        if (kept) {
            help.add(LocalizedText.of(messages.get("field.kept")));
        }
        if (!field.warning().isEmpty()) {
            help.add(texts.warning(field));
        }
        if (!field.help().isEmpty()) {
            help.add(texts.help(field));
        }
        if (longer(field) > 0) {
            help.add(LocalizedText.of(messages.get("field.around", "around", field.prefix() + "…" + field.suffix())));
        }
        if (!field.example().isEmpty()) {
            help.add(LocalizedText.of(messages.get("field.example", "example", texts.example(field))));
        }
        if (field.kind() == Field.Kind.LIST) {
            help.add(LocalizedText.of(messages.get("field.lines")));
        }
        return help;
    }

    /** What inputs of all kinds have. */
    private record Input(String name, LocalizedText label, List<LocalizedText> help, boolean optional,
            @Nullable String describedBy, boolean required, String docs) {}

    private @Nullable String describedBy(String name, List<LocalizedText> help) {
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
        List<LocalizedText> helps = List.of(LocalizedText.of(help));
        Input input = new Input(name, LocalizedText.of(label), helps, false, describedBy(name, helps), false, "");
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
            html.element("option", input.required() ? messages.get("field.choose") : "–", "value", "", "selected", known ? null : "selected");
        }
        for (Field.Option option : field.options()) {
            html.element("option", texts.option(field, option), "value", option.value(),
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
            html.element("span", " " + messages.get("field.optional"), "class", "opt");
        }
        html.close("label");
    }

    private void notes(Input input) {
        List<FieldError> faults = errors.getOrDefault(input.name(), List.of());
        if (!faults.isEmpty()) {
            html.open("p", "class", "err", "id", id(input.name()) + "-error")
                    .texts(faults.stream().map(messages::fault).toList(), " ").close("p");
        }
        if (!input.help().isEmpty()) {
            html.open("p", "class", "help", "id", id(input.name()) + "-help").texts(input.help(), " ").close("p");
        }
        if (!input.docs().isEmpty()) {
            html.open("p", "class", "help")
                    .element("a", messages.get("field.docs"), "href", input.docs(), "rel", "noopener noreferrer").close("p");
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
