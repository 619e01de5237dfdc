package dev.patchbay.connect.internal;

import dev.patchbay.host.connect.ConnectFlow.Action;
import dev.patchbay.host.connect.ConnectPage;
import java.net.URI;

/** What stands on the pages other than the form. Used by one thread. */
final class OtherViews {
    private final Html html;
    private final SessionPlace place;
    private final ConnectPage page;

    OtherViews(Html html, SessionPlace place, ConnectPage page) {
        this.html = html;
        this.place = place;
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
            html.element("p", "Nothing was stored.", "role", "status");
            Parts.returnTo(html, cancelled.returnTo());
        } else if (view instanceof ConnectPage.Failed failed) {
            failed(failed);
        }
    }

    private void choose(ConnectPage.Choose choose) {
        html.open("p").name(page.accountLabel()).text(" asks for a connection.").close("p");
        if (choose.apps().isEmpty()) {
            html.element("p", "There is no app to connect. The operator installs integrations.", "role", "status");
        }
        Parts.openForm(html, place);
        html.open("input", "type", "hidden", "name", "action", "value", Action.CHOOSE.name()).open("ul", "class", "apps");
        for (ConnectPage.Choose.App app : choose.apps()) {
            html.open("li").element("button", app.label(), "class", "btn btn-wide", "type", "submit", "name", "provider", "value", app.id());
            html.element("p", app.description()).close("li");
        }
        html.close("ul").close("form");
        Parts.buttons(html, place, new Parts.Button(Action.SHARE, "Go on on another device", false),
                new Parts.Button(Action.CANCEL, "Cancel", false));
    }

    private void leave(URI to) {
        html.open("p").text("Sign in there and allow the access for ").name(page.accountLabel())
                .text(". Then you come back to this page.").close("p");
        html.open("p").leave(to, "Continue at " + Html.site(to), "btn btn-go btn-wide").close("p");
        Parts.buttons(html, place, SessionPage.back());
    }

    private void code(ConnectPage.Code code) {
        html.open("p").text("Open ").leave(code.at(), code.at().toString(), null)
                .text(", sign in, and enter this code for ").name(page.accountLabel()).text(":").close("p");
        html.element("p", code.code(), "class", "code");
        if (code.complete() != null) {
            html.open("p").leave(code.complete(), "Open it with the code filled in", "btn btn-go btn-wide").close("p");
        }
        html.open("p", "role", "status").text("This page looks by itself whether you have done it. ")
                .element("a", "Look now", "href", place.address()).close("p");
        Parts.buttons(html, place, SessionPage.back());
    }

    private void anotherAccount(ConnectPage.AnotherAccount other) {
        html.open("p", "role", "alert").text("The connection belongs to ").name(other.before()).text(" so far. You signed in as ")
                .name(other.now()).text(". Nothing was changed yet.").close("p");
        html.element("p", "Every workflow that uses this connection would act as the other account.");
        Parts.buttons(html, place, new Parts.Button(Action.RETRY, "Sign in with the account of before", true),
                new Parts.Button(Action.CONFIRM, "Change to " + other.now(), false),
                new Parts.Button(Action.CANCEL, "Cancel", false));
    }

    private void shared(URI url) {
        String id = FieldInputs.id("link");
        html.element("p", "Open this link on the other device. It works once; from then on this page here is closed.");
        html.open("div", "class", "field").element("label", "Link", "for", id);
        html.open("input", "type", "text", "readonly", "readonly", "id", id, "value", url.toString()).close("div");
        html.element("p", "Whoever has the link can connect in your place, so send it to nobody you would not ask to.", "class", "aside");
        Parts.buttons(html, place, new Parts.Button(Action.RETRY, "Go on here instead", false),
                new Parts.Button(Action.CANCEL, "Cancel", false));
    }

    private void connected(ConnectPage.Connected connected) {
        html.open("p", "role", "status").name(page.accountLabel()).text(" can use it now as ").name(connected.label());
        if (connected.appAccount() != null) {
            html.text(", signed in as ").name(connected.appAccount());
        }
        html.text(".").close("p");
        if (!connected.granted().isEmpty()) {
            html.element("p", "It may:");
            Parts.scopes(html, connected.granted());
        }
        if (!connected.missing().isEmpty()) {
            html.open("div", "class", "result is-bad").element("p", "The app did not give every permission. Missing:");
            Parts.scopes(html, connected.missing());
            html.element("p", "What needs them will fail. To add them, connect again and allow them at the app.").close("div");
        }
        if (connected.report() != null) {
            Parts.report(html, connected.report());
        }
        Parts.returnTo(html, connected.returnTo());
    }

    private void failed(ConnectPage.Failed failed) {
        Parts.failure(html, failed.failure());
        if (failed.mayRetry()) {
            Parts.buttons(html, place, new Parts.Button(Action.RETRY, "Try again", true),
                    new Parts.Button(Action.CANCEL, "Cancel", false));
        } else {
            html.element("p", "Ask for a new link where you got this one.");
        }
        if (failed.returnTo() != null) {
            Parts.returnTo(html, failed.returnTo());
        }
    }
}
