package dev.patchbay.connect.internal;

import dev.patchbay.host.connect.ConnectFlow.Action;
import dev.patchbay.host.connect.ConnectPage;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A page of a connect session. Used by one thread. */
final class SessionPage {
    private static final Duration SHORTEST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final SessionPlace place;
    private final ConnectPage page;

    private SessionPage(SessionPlace place, ConnectPage page) {
        this.place = place;
        this.page = page;
    }

    /**
     * The page.
     *
     * @param onward whether the person has just asked to go to the app: the page goes on by itself then. One that is merely
     *     looked at again does not, so that the way back from the app is not a trap.
     */
    static String html(SessionPlace place, ConnectPage page, boolean onward) {
        return new SessionPage(place, page).html(onward);
    }

    private String html(boolean onward) {
        ConnectPage.View view = page.view();
        return place.layout().page(title(view), refresh(view, onward), frame(view), html -> {
            html.element("h1", heading(view));
            if (view instanceof ConnectPage.Form form) {
                new FormView(html, place, page, form).write();
            } else {
                new OtherViews(html, place, page).write(view);
            }
        });
    }

    private Frame frame(ConnectPage.View view) {
        boolean isWide = view instanceof ConnectPage.Form form && !form.method().guide().isBlank();
        return new Frame(figure(view), Optional.ofNullable(page.provider()).map(p -> p.label()).orElse(""), Brand.of(page), isWide, html -> {
            if (!isEnd(view)) {
                html.open("p").text("This page is open until ");
                Parts.time(html, page.expiresAt());
                html.text(" and in this browser only.").close("p");
            }
        });
    }

    private static Figure figure(ConnectPage.View view) {
        if (view instanceof ConnectPage.Connected) {
            return Figure.PLUGGED;
        }
        boolean fell = view instanceof ConnectPage.Failed || view instanceof ConnectPage.Cancelled
                || view instanceof ConnectPage.Form form
                        && (form.failure() != null || form.report() != null && Boolean.FALSE.equals(form.report().passed()));
        return fell ? Figure.FALLEN : Figure.IN_HAND;
    }

    private static @Nullable String refresh(ConnectPage.View view, boolean onward) {
        if (view instanceof ConnectPage.Leave leave && onward && Html.isWeb(leave.to())) {
            return "0;url=" + leave.to().toASCIIString();
        }
        if (view instanceof ConnectPage.Code code) {
            Duration wait = code.interval().compareTo(SHORTEST) < 0 ? SHORTEST : code.interval();
            return Long.toString(wait.compareTo(LONGEST) > 0 ? LONGEST.toSeconds() : wait.toSeconds());
        }
        return null;
    }

    private static boolean isEnd(ConnectPage.View view) {
        return view instanceof ConnectPage.Connected || view instanceof ConnectPage.Cancelled;
    }

    private String title(ConnectPage.View view) {
        boolean wrong = view instanceof ConnectPage.Form form && (!form.errors().isEmpty() || form.failure() != null);
        return (wrong ? "To correct: " : "") + heading(view) + " for " + page.accountLabel();
    }

    private String app() {
        return Optional.ofNullable(page.provider()).map(p -> p.label()).orElse("the app");
    }

    private String heading(ConnectPage.View view) {
        if (view instanceof ConnectPage.Choose) {
            return "Choose an app to connect";
        }
        if (view instanceof ConnectPage.Form) {
            return page.reconnect() == null ? "Connect " + app() : "Connect “" + page.reconnect() + "” again";
        }
        if (view instanceof ConnectPage.Leave leave) {
            return "Continue at " + Html.site(leave.to());
        }
        if (view instanceof ConnectPage.Code) {
            return "Enter this code at " + app();
        }
        if (view instanceof ConnectPage.AnotherAccount) {
            return "This is another account of " + app();
        }
        if (view instanceof ConnectPage.Shared) {
            return "Go on on another device";
        }
        if (view instanceof ConnectPage.Connected) {
            return app() + " is connected";
        }
        return view instanceof ConnectPage.Cancelled ? "Stopped" : app() + " is not connected";
    }

    /** The buttons to leave a page that waits. */
    static Parts.Button[] back() {
        return new Parts.Button[] {
            new Parts.Button(Action.RETRY, "Back to the form", false), new Parts.Button(Action.CANCEL, "Cancel", false)};
    }
}
