package dev.patchbay.connect.internal;

import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.OAuth2;
import dev.patchbay.host.connect.ConnectFlow.Action;
import dev.patchbay.host.connect.ConnectPage;
import dev.patchbay.host.problem.FieldError;
import java.util.List;
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
    private final FieldInputs inputs;

    FormView(Html html, SessionPlace place, ConnectPage page, ConnectPage.Form form) {
        this.html = html;
        this.place = place;
        this.page = page;
        this.form = form;
        this.provider = Objects.requireNonNull(page.provider(), "a form is of a provider");
        this.inputs = new FieldInputs(html, form.errors());
    }

    void write() {
        faults();
        asked();
        methods();
        String guide = form.method().guide();
        html.open("div", "class", guide.isBlank() ? null : "beside");
        connect();
        if (!guide.isBlank()) {
            html.open("aside", "aria-labelledby", "guide").element("h2", "Where to find this in " + provider.label(), "id", "guide");
            Guide.write(html, guide);
            html.close("aside");
        }
        html.close("div");
    }

    private void faults() {
        List<FieldError> errors = form.errors();
        if (!errors.isEmpty()) {
            /* the first thing read and reached after a form came back */
            html.open("div", "class", "result is-bad", "role", "alert", "tabindex", "-1", "autofocus", "autofocus");
            html.element("h2", errors.size() == 1 ? "One thing to correct" : errors.size() + " things to correct").open("ul");
            for (FieldError error : errors) {
                html.open("li").element("a", error.message(), "href", "#" + FieldInputs.id(error.field()));
                html.text(" (" + labelOf(error.field()) + ")").close("li");
            }
            html.close("ul").close("div");
        }
        if (form.failure() != null) {
            Parts.failure(html, form.failure());
        }
        if (form.report() != null) {
            Parts.report(html, form.report());
        }
    }

    private String labelOf(String input) {
        String name = input.replaceFirst("\\[.*", "");
        String field = name.substring(name.indexOf('.') + 1);
        return name.indexOf('.') < 0 ? name : form.method().field(field).map(f -> f.label()).orElse(field);
    }

    /* before anything is sent: for which account, to which app, with which permissions */
    private void asked() {
        html.open("dl", "class", "facts");
        html.element("dt", "Asked for by").open("dd").name(page.accountLabel()).close("dd");
        html.element("dt", "App").open("dd").name(provider.label()).close("dd");
        if (!form.scopes().isEmpty()) {
            html.element("dt", "Permissions it asks for").open("dd");
            Parts.scopes(html, form.scopes());
            html.close("dd");
        }
        html.close("dl");
        if (signsInAtApp()) {
            html.open("ul", "class", "ticks").open("li");
            Sign.NOT.write(html);
            html.element("span", "You sign in at the app itself: nobody here sees your password there.").close("li").close("ul");
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
        html.open("fieldset", "id", FieldInputs.id("method")).element("legend", "How to connect");
        for (ConnectionMethod method : provider.methods()) {
            radio("method", method.id(), method.label(), method.id().equals(form.method().id()));
        }
        html.close("fieldset");
        Parts.button(html, new Parts.Button(Action.CHOOSE, "Use this way", false));
        html.close("form");
    }

    private void radio(String name, String value, String label, boolean chosen) {
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
        inputs.line("label", "Name of the connection", form.label(), "How you will find it again. Named after the app where it is empty.");
        inputs.fields("values.", form.method().connectionFields(), form.values(), form.kept());
        if (needsClient) {
            client();
        }
        html.open("p", "class", "actions");
        Parts.button(html, new Parts.Button(Action.CONNECT, "Connect " + provider.label(), true));
        if (needsClient && form.ownClient() == null) {
            html.element("button", "Use an OAuth client of my own", "class", "btn", "type", "submit", "name", "client", "value", OWN);
        }
        html.close("p").close("form");
        Parts.buttons(html, place, new Parts.Button(Action.SHARE, "Go on on another device", false),
                new Parts.Button(Action.CANCEL, "Cancel", false));
    }

    private void client() {
        ConnectPage.Form.OwnClient own = form.ownClient();
        html.open("fieldset", "id", FieldInputs.id("client")).element("legend", "OAuth client");
        html.element("p", "What " + provider.label() + " knows this host by.", "class", "help");
        boolean first = own == null;
        for (ConnectPage.Form.Client client : form.clients()) {
            radio("client", client.id(), client.label(), first);
            first = false;
        }
        if (own != null) {
            if (form.clients().isEmpty()) {
                html.open("input", "type", "hidden", "name", "client", "value", OWN);
            } else {
                radio("client", OWN, "One that I register myself:", true);
            }
            redirectUri(own);
            inputs.fields("client.", form.method().clientFields(), form.values(), form.kept());
        }
        html.close("fieldset");
    }

    private void redirectUri(ConnectPage.Form.OwnClient own) {
        String id = FieldInputs.id("redirect-uri");
        html.open("div", "class", "field").element("label", "Redirect URI to register", "for", id);
        html.element("p", "Register an app at " + provider.label() + " first and give it this redirect URI, to the letter. "
                + "Then enter here what it was given.", "class", "help", "id", id + "-help");
        html.open("input", "type", "text", "readonly", "readonly", "id", id, "aria-describedby", id + "-help",
                "value", own.redirectUri().toString());
        if (place.warning() != null) {
            html.element("p", "For the operator: " + place.warning(), "class", "aside");
        }
        html.close("div");
    }
}
