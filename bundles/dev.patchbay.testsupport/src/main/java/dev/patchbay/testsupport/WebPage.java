package dev.patchbay.testsupport;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A page as a person has it before them: what it says, and forms to fill in. Used by one thread. */
public final class WebPage {
    private final URI address;
    private final Reply reply;
    private final HtmlElement root;
    /** What was typed and chosen; a null is a box or radio that is off. */
    private final Map<HtmlElement, @Nullable String> entered = new IdentityHashMap<>();

    /** What a pressed button sends. */
    record Submission(String method, URI to, String body) {}

    WebPage(URI address, Reply reply) {
        this.address = address;
        this.reply = reply;
        this.root = HtmlElement.read(reply.text());
        for (HtmlElement input : root.all("input", "textarea", "select")) {
            entered.put(input, first(input));
        }
    }

    private static @Nullable String first(HtmlElement input) {
        if (input.tag().equals("textarea")) {
            return input.rawText().replaceFirst("^\n", "");
        }
        if (input.tag().equals("select")) {
            List<HtmlElement> options = input.all("option");
            return options.stream().filter(o -> o.has("selected")).findFirst()
                    .or(() -> options.stream().findFirst()).map(o -> o.get("value")).orElse(null);
        }
        return isSwitch(input) && !input.has("checked") ? null : isSwitch(input) && !input.has("value") ? "on" : input.get("value");
    }

    private static boolean isSwitch(HtmlElement input) {
        return input.get("type").equals("radio") || input.get("type").equals("checkbox");
    }

    /** Where it is. */
    public URI address() {
        return address;
    }

    /** The status it came with. */
    public int status() {
        return reply.status();
    }

    /** The headers it came with. */
    public HttpHeaders headers() {
        return reply.headers();
    }

    /** The page as it was sent. */
    public String html() {
        return reply.text();
    }

    /** What it says, with one space for any white space. */
    public String text() {
        return root.all("body").stream().findFirst().orElse(root).text();
    }

    /** Whether it says this. */
    public boolean says(String words) {
        return text().contains(words);
    }

    /** This page, if it says all of this. */
    public WebPage expect(String... words) {
        for (String each : words) {
            if (!says(each)) {
                throw new AssertionError("the page does not say “" + each + "”:\n" + this);
            }
        }
        return this;
    }

    /** Its first heading. */
    public String heading() {
        return root.all("h1").stream().findFirst().map(HtmlElement::text).orElse("");
    }

    /** What stands on its buttons. */
    public List<String> buttons() {
        return root.all("button").stream().map(HtmlElement::text).toList();
    }

    /** The labels of what can be entered. */
    public List<String> labels() {
        return root.all("input", "textarea", "select").stream().map(this::label).filter(label -> !label.isEmpty()).toList();
    }

    /** What stands in the input with this label. */
    public String value(String label) {
        return Objects.requireNonNullElse(entered.get(labelled(label)), "");
    }

    /** The value of the first hidden input of this name. */
    public String hidden(String name) {
        return root.all("input").stream().filter(i -> i.get("type").equals("hidden") && i.get("name").equals(name))
                .findFirst().map(i -> i.get("value")).orElseThrow(() -> new AssertionError("nothing hidden: " + name + "\n" + this));
    }

    /** Changes a hidden input, as only somebody with other intentions does. */
    public WebPage forge(String name, String value) {
        root.all("input").stream().filter(i -> i.get("type").equals("hidden") && i.get("name").equals(name))
                .forEach(input -> entered.put(input, value));
        return this;
    }

    /** Types into the input with this label, instead of what stands there. */
    public WebPage fill(String label, String value) {
        HtmlElement input = labelled(label);
        if (isSwitch(input) || input.tag().equals("select") || input.has("readonly")) {
            throw new AssertionError("nothing can be typed into “" + label + "”");
        }
        entered.put(input, value);
        return this;
    }

    /** Chooses the radio or ticks the box with this label. */
    public WebPage choose(String label) {
        HtmlElement chosen = labelled(label);
        if (!isSwitch(chosen)) {
            throw new AssertionError("“" + label + "” is no choice");
        }
        entered.replaceAll((input, value) -> input.get("type").equals("radio") && input.get("name").equals(chosen.get("name"))
                && input.around("form").equals(chosen.around("form")) ? null : value);
        entered.put(chosen, chosen.has("value") ? chosen.get("value") : "on");
        return this;
    }

    /** Selects an option by what stands there. */
    public WebPage select(String label, String option) {
        HtmlElement found = labelled(label).all("option").stream().filter(o -> o.text().equals(option)).findFirst()
                .orElseThrow(() -> new AssertionError("no such option: " + option + "\n" + this));
        entered.put(labelled(label), found.get("value"));
        return this;
    }

    private HtmlElement labelled(String label) {
        List<HtmlElement> found = root.all("input", "textarea", "select").stream().filter(i -> label(i).equals(label)).toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " inputs are labelled “" + label + "”; there are " + labels() + "\n" + this);
        }
        return found.get(0);
    }

    private String label(HtmlElement input) {
        Optional<HtmlElement> by = root.all("label").stream()
                .filter(l -> !input.get("id").isEmpty() && l.get("for").equals(input.get("id"))).findFirst();
        return by.or(() -> input.around("label")).map(HtmlElement::text).orElse("").replaceFirst(" \\(optional\\)$", "");
    }

    /** Where the link with this text leads. */
    public URI link(String text) {
        return root.all("a").stream().filter(a -> a.text().equals(text)).findFirst().map(a -> address.resolve(a.get("href")))
                .orElseThrow(() -> new AssertionError("no link “" + text + "”:\n" + this));
    }

    /** What pressing a button sends: the form's inputs in their order, the button at its place (HTML, form data set). */
    Submission press(String text) {
        HtmlElement button = root.all("button").stream().filter(b -> b.text().equals(text)).findFirst()
                .orElseThrow(() -> new AssertionError("no button “" + text + "”; there are " + buttons() + "\n" + this));
        HtmlElement form = button.around("form").orElseThrow(() -> new AssertionError("the button is in no form"));
        List<String> pairs = new ArrayList<>();
        for (HtmlElement each : form.all("input", "textarea", "select", "button")) {
            String value = each.tag().equals("button") ? each == button ? each.get("value") : null : entered.get(each);
            if (value != null && !each.get("name").isEmpty() && !each.has("disabled")) {
                pairs.add(encode(each.get("name")) + "=" + encode(value.replaceAll("\r?\n", "\r\n")));
            }
        }
        boolean post = form.get("method").equalsIgnoreCase("post");
        String body = String.join("&", pairs);
        URI to = form.get("action").isEmpty() ? address : address.resolve(form.get("action"));
        return new Submission(post ? "POST" : "GET", post ? to : URI.create(to + "?" + body), post ? body : "");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Where the page goes by itself at once. */
    Optional<URI> onward() {
        return root.all("meta").stream().filter(m -> m.get("http-equiv").equalsIgnoreCase("refresh")).map(m -> m.get("content"))
                .filter(content -> content.startsWith("0;url=")).findFirst().map(content -> URI.create(content.substring(6)));
    }

    HtmlElement root() {
        return root;
    }

    /** What an accessible form needs: each input that is seen has a label. */
    List<String> unlabelled() {
        return root.all("input", "textarea", "select").stream()
                .filter(input -> !input.get("type").equals("hidden") && label(input).isEmpty()).map(HtmlElement::toString).toList();
    }

    @Override
    public String toString() {
        return reply.status() + " " + address.getPath() + " " + root.all("body").stream().map(HtmlElement::rawText)
                .collect(Collectors.joining()).replaceAll("\\s*\n\\s*", "\n");
    }
}
