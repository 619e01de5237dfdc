package dev.patchbay.connect.internal;

import dev.patchbay.host.connect.ConnectFlow.Action;
import dev.patchbay.host.connect.ConnectPage;
import java.net.URI;
import java.util.Map;
import java.util.function.Consumer;

/** What stands on the pages other than the form. Used by one thread. */
final class OtherViews {
    private final Html html;
    private final Messages messages;
    private final SessionPlace place;
    private final ConnectPage page;

    OtherViews(Html html, SessionPlace place, ConnectPage page) {
        this.html = html;
        this.place = place;
        this.messages = place.messages();
        this.page = page;
    }

    void write(ConnectPage.View view) {
        if (view instanceof ConnectPage.Choose choose) {
            choose(choose);
        } else if (view instanceof ConnectPage.Leave leave) {
            leave(leave.to());
        } else if (view instanceof ConnectPage.Code code) {
            code(code);
        } else if (view instanceof ConnectPage.AnotherAccount other) {
            anotherAccount(other);
        } else if (view instanceof ConnectPage.Shared shared) {
            shared(shared.url());
        } else if (view instanceof ConnectPage.Connected connected) {
            connected(connected);
        } else if (view instanceof ConnectPage.Cancelled cancelled) {
            html.element("p", messages.get("cancelled.nothing"), "role", "status");
            Parts.returnTo(html, messages, cancelled.returnTo());
        } else if (view instanceof ConnectPage.Failed failed) {
            failed(failed);
        }
    }

    private void choose(ConnectPage.Choose choose) {
        html.open("p");
        messages.write(html, "choose.who", Map.of("account", this::account));
        html.close("p");
        if (choose.apps().isEmpty()) {
            html.element("p", messages.get("choose.none"), "role", "status");
        }
        Parts.openForm(html, place);
        html.open("input", "type", "hidden", "name", "action", "value", Action.CHOOSE.name()).open("ul", "class", "apps");
        for (ConnectPage.Choose.App app : choose.apps()) {
            ProviderTexts texts = new ProviderTexts(app, messages);
            html.open("li").element("button", texts.label(), "class", "btn btn-wide", "type", "submit", "name", "provider", "value", app.id());
            html.element("p", texts.description()).close("li");
        }
        html.close("ul").close("form");
        Parts.buttons(html, place, new Parts.Button(Action.SHARE, messages.get("button.share"), false), cancel());
    }

    private void account(Html out) {
        out.name(page.accountLabel());
    }

    private Parts.Button cancel() {
        return new Parts.Button(Action.CANCEL, messages.get("button.cancel"), false);
    }

    private void leave(URI to) {
        html.open("p");
        messages.write(html, "leave.how", Map.of("account", this::account));
        html.close("p");
        html.open("p").leave(to, messages.get("leave.go", "site", Html.site(to)), "btn btn-go btn-wide").close("p");
        Parts.buttons(html, place, SessionPage.back(messages));
    }

    private void code(ConnectPage.Code code) {
        html.open("p");
        messages.write(html, "code.how", Map.of("link", h -> h.leave(code.at(), code.at().toString(), null), "account", this::account));
        html.close("p");
        html.element("p", code.code(), "class", "code");
        if (code.complete() != null) {
            html.open("p").leave(code.complete(), messages.get("code.complete"), "btn btn-go btn-wide").close("p");
        }
        html.open("p", "role", "status");
        messages.write(html, "code.waiting", Map.of("link", h -> h.element("a", messages.get("code.look"), "href", place.address())));
        html.close("p");
        Parts.buttons(html, place, SessionPage.back(messages));
    }

    private void anotherAccount(ConnectPage.AnotherAccount other) {
        html.open("p", "role", "alert");
        messages.write(html, "other.differs", Map.of("before", h -> h.name(other.before()), "now", h -> h.name(other.now())));
        html.close("p");
        html.element("p", messages.get("other.effect"));
        Parts.buttons(html, place, new Parts.Button(Action.RETRY, messages.get("other.before"), true),
                new Parts.Button(Action.CONFIRM, messages.get("other.change", "now", other.now()), false), cancel());
    }

    private void shared(URI url) {
        String id = FieldInputs.id("link");
        html.element("p", messages.get("shared.how"));
        html.open("div", "class", "field").element("label", messages.get("shared.link"), "for", id);
        html.open("input", "type", "text", "readonly", "readonly", "id", id, "value", url.toString()).close("div");
        html.element("p", messages.get("shared.care"), "class", "aside");
        Parts.buttons(html, place, new Parts.Button(Action.RETRY, messages.get("shared.here"), false), cancel());
    }

    private void connected(ConnectPage.Connected connected) {
        String person = connected.appAccount();
        html.open("p", "role", "status");
        Map<String, Consumer<Html>> names = Map.of("account", this::account, "connection", h -> h.name(connected.label()),
                "person", h -> h.name(person == null ? "" : person));
        messages.write(html, person == null ? "connected.as" : "connected.signed-in", names);
        html.close("p");
        if (!connected.granted().isEmpty()) {
            html.element("p", messages.get("connected.may"));
            Parts.scopes(html, connected.granted());
        }
        if (!connected.missing().isEmpty()) {
            html.open("div", "class", "result is-bad").element("p", messages.get("connected.missing"));
            Parts.scopes(html, connected.missing());
            html.element("p", messages.get("connected.effect")).close("div");
        }
        if (connected.report() != null) {
            Parts.report(html, messages, ProviderTexts.of(page, messages), connected.report());
        }
        Parts.returnTo(html, messages, connected.returnTo());
    }

    private void failed(ConnectPage.Failed failed) {
        Parts.failure(html, messages, failed.failure());
        if (failed.mayRetry()) {
            Parts.buttons(html, place, new Parts.Button(Action.RETRY, messages.get("button.retry"), true), cancel());
        } else {
            html.element("p", messages.get("failed.ended"));
        }
        if (failed.returnTo() != null) {
            Parts.returnTo(html, messages, failed.returnTo());
        }
    }
}
