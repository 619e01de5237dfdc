package dev.patchbay.connect.internal;

import dev.patchbay.host.connect.ConnectFlow.Action;
import dev.patchbay.host.connect.ConnectPage;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A page of a connect session. Used by one thread. */
final class SessionPage {
    private static final Duration SHORTEST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final SessionPlace place;
    private final Messages messages;
    private final ConnectPage page;
    /* what the app is called; null before one is chosen */
    private final @Nullable String app;

    private SessionPage(SessionPlace place, ConnectPage page) {
        this.place = place;
        this.messages = place.messages();
        this.page = page;
        this.app = page.provider() == null ? null : new ProviderTexts(page.provider(), messages).label();
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
        return new Frame(figure(view), Objects.requireNonNullElse(app, ""), Brand.of(page), isWide, html -> {
            if (!isEnd(view)) {
                html.open("p");
                messages.write(html, "foot.open", Map.of("time", h -> Parts.time(h, messages, page.expiresAt())));
                html.close("p");
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
        return messages.get(wrong ? "title.wrong" : "title.page", "heading", heading(view), "account", page.accountLabel());
    }

    private String heading(ConnectPage.View view) {
        if (view instanceof ConnectPage.Choose) {
            return messages.get("heading.choose");
        }
        if (view instanceof ConnectPage.Form) {
            return page.reconnect() == null ? ofApp("heading.form") : messages.get("heading.reconnect", "connection", page.reconnect());
        }
        if (view instanceof ConnectPage.Leave leave) {
            return messages.get("heading.leave", "site", Html.site(leave.to()));
        }
        if (view instanceof ConnectPage.Code) {
            return ofApp("heading.code");
        }
        if (view instanceof ConnectPage.AnotherAccount) {
            return ofApp("heading.other");
        }
        if (view instanceof ConnectPage.Shared) {
            return messages.get("heading.shared");
        }
        if (view instanceof ConnectPage.Connected) {
            return ofApp("heading.connected");
        }
        return view instanceof ConnectPage.Cancelled ? messages.get("heading.cancelled") : ofApp("heading.failed");
    }

    /* a language declines what stands for a name */
    private String ofApp(String key) {
        return app == null ? messages.get(key + ".unnamed") : messages.get(key, "app", app);
    }

    /** The buttons to leave a page that waits. */
    static Parts.Button[] back(Messages messages) {
        return new Parts.Button[] {
            new Parts.Button(Action.RETRY, messages.get("button.form"), false),
            new Parts.Button(Action.CANCEL, messages.get("button.cancel"), false)};
    }
}
