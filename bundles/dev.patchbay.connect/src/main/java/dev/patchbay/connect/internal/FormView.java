package dev.patchbay.connect.internal;

import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.OAuth2;
import dev.patchbay.host.connect.ConnectFlow.Action;
import dev.patchbay.host.connect.ConnectPage;
import dev.patchbay.host.problem.FieldError;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The form, the guide beside it, and before all what is going to happen for whom. Used by one thread. */
final class FormView {
    /** The value of {@code client} for a client that the person brings. */
    static final String OWN = "own";

    private final Html html;
    private final SessionPlace place;
    private final ConnectPage page;
    private final ConnectPage.Form form;
    private final ConnectionDefinition provider;
    private final Messages messages;
    private final ProviderTexts texts;
    private final MethodTexts method;
    private final String app;
    private final FieldInputs inputs;

    FormView(Html html, SessionPlace place, ConnectPage page, ConnectPage.Form form) {
        this.html = html;
        this.place = place;
        this.page = page;
        this.form = form;
        this.provider = Objects.requireNonNull(page.provider(), "a form is of a provider");
        this.messages = place.messages();
        this.texts = new ProviderTexts(provider, messages);
        this.method = texts.of(form.method());
        this.app = texts.label();
        this.inputs = new FieldInputs(html, messages, method, form.errors());
    }

    void write() {
        faults();
        asked();
        methods();
        boolean guided = !form.method().guide().isBlank();
        html.open("div", "class", guided ? "beside" : null);
        connect();
        if (guided) {
            html.open("aside", "aria-labelledby", "guide").element("h2", messages.get("form.guide", "app", app), "id", "guide");
            Guide.write(html, messages, method.guide());
            html.close("aside");
        }
        html.close("div");
    }

    private void faults() {
        List<FieldError> errors = form.errors();
        if (!errors.isEmpty()) {
            /* the first thing read and reached after a form came back */
            html.open("div", "class", "result is-bad", "role", "alert", "tabindex", "-1", "autofocus", "autofocus");
            html.element("h2", messages.plural("form.errors", errors.size())).open("ul");
            for (FieldError error : errors) {
                html.open("li").element("a", messages.fault(error), "href", "#" + FieldInputs.id(error.field()));
                html.text(" (").text(labelOf(error.field())).text(")").close("li");
            }
            html.close("ul").close("div");
        }
        if (form.failure() != null) {
            Parts.failure(html, messages, form.failure());
        }
        if (form.report() != null) {
            Parts.report(html, messages, texts, form.report());
        }
    }

    private LocalizedText labelOf(String input) {
        String name = input.replaceFirst("\\[.*", "");
        if (name.indexOf('.') < 0) {
            return LocalizedText.of(messages.has("input." + name) ? messages.get("input." + name) : name);
        }
        String field = name.substring(name.indexOf('.') + 1);
        return form.method().field(field).map(method::label).orElse(LocalizedText.of(field));
    }

    /* before anything is sent: for which account, to which app, with which permissions */
    private void asked() {
        html.open("dl", "class", "facts");
        html.element("dt", messages.get("form.asked")).open("dd").name(page.accountLabel()).close("dd");
        html.element("dt", messages.get("form.app")).open("dd").name(app).close("dd");
        if (!form.scopes().isEmpty()) {
            html.element("dt", messages.get("form.permissions")).open("dd");
            Parts.scopes(html, form.scopes());
            html.close("dd");
        }
        html.close("dl");
        if (signsInAtApp()) {
            html.open("ul", "class", "ticks").open("li");
            Sign.NOT.write(html);
            html.element("span", messages.get("form.password")).close("li").close("ul");
        }
    }

    private boolean signsInAtApp() {
        Auth auth = form.method().auth();
        return auth instanceof Auth.OAuth1 || auth instanceof OAuth2 oauth
                && (oauth.grant() == OAuth2.Grant.AUTHORIZATION_CODE || oauth.grant() == OAuth2.Grant.DEVICE_CODE);
    }

    private void methods() {
        if (provider.methods().size() < 2) {
            return;
        }
        Parts.openForm(html, place);
        html.open("input", "type", "hidden", "name", "provider", "value", provider.id());
        html.open("fieldset", "id", FieldInputs.id("method")).element("legend", messages.get("form.methods"));
        for (ConnectionMethod one : provider.methods()) {
            radio("method", one.id(), texts.of(one).label(), one.id().equals(form.method().id()));
        }
        html.close("fieldset");
        Parts.button(html, new Parts.Button(Action.CHOOSE, messages.get("form.method"), false));
        html.close("form");
    }

    private void radio(String name, String value, LocalizedText label, boolean chosen) {
        String id = FieldInputs.id(name + "-" + value);
        html.open("p", "class", "box").open("input", "type", "radio", "name", name, "value", value, "id", id,
                "checked", chosen ? "checked" : null).element("label", label, "for", id).close("p");
    }

    private void connect() {
        boolean needsClient = form.method().needsClient();
        Parts.openForm(html, place);
        /* the last action sent counts: that of the button Connect, or this one where another button was pressed */
        html.open("input", "type", "hidden", "name", "action", "value", Action.CHOOSE.name());
        html.open("input", "type", "hidden", "name", "provider", "value", provider.id());
        html.open("input", "type", "hidden", "name", "method", "value", form.method().id());
        if (form.ownClient() != null && !needsClient) {
            redirectUri(form.ownClient());
        }
        inputs.line("label", messages.get("form.name"), form.label(), messages.get("form.name.help"));
        inputs.fields("values.", form.method().connectionFields(), form.values(), form.kept());
        if (needsClient) {
            client();
        }
        html.open("p", "class", "actions");
        Parts.button(html, new Parts.Button(Action.CONNECT, messages.get("form.connect", "app", app), true));
        if (needsClient && form.ownClient() == null) {
            html.element("button", messages.get("form.own"), "class", "btn", "type", "submit", "name", "client", "value", OWN);
        }
        html.close("p").close("form");
        Parts.buttons(html, place, new Parts.Button(Action.SHARE, messages.get("button.share"), false),
                new Parts.Button(Action.CANCEL, messages.get("button.cancel"), false));
    }

    private void client() {
        ConnectPage.Form.OwnClient own = form.ownClient();
        html.open("fieldset", "id", FieldInputs.id("client")).element("legend", messages.get("client.title"));
        html.element("p", messages.get("client.about", "app", app), "class", "help");
        boolean first = own == null;
        for (ConnectPage.Form.Client client : form.clients()) {
            radio("client", client.id(), LocalizedText.of(client.label()), first);
            first = false;
        }
        if (own != null) {
            if (form.clients().isEmpty()) {
                html.open("input", "type", "hidden", "name", "client", "value", OWN);
            } else {
                radio("client", OWN, LocalizedText.of(messages.get("client.own")), true);
            }
            redirectUri(own);
            inputs.fields("client.", form.method().clientFields(), form.values(), form.kept());
        }
        html.close("fieldset");
    }

    private void redirectUri(ConnectPage.Form.OwnClient own) {
        String id = FieldInputs.id("redirect-uri");
        html.open("div", "class", "field").element("label", messages.get("client.redirect"), "for", id);
        html.element("p", messages.get("client.redirect.help", "app", app), "class", "help", "id", id + "-help");
        html.open("input", "type", "text", "readonly", "readonly", "id", id, "aria-describedby", id + "-help",
                "value", own.redirectUri().toString());
        if (place.warning() != null) {
            LocalizedText warning = messages.spoken(place.warning());
            html.open("p", "class", "aside");
            messages.write(html, "client.operator", Map.of("warning", h -> h.text(warning)));
            html.close("p");
        }
        html.close("div");
    }
}
