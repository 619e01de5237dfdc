package dev.patchbay.connect.internal;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What stands around the words of a page. Immutable.
 *
 * @param figure the drawing
 * @param app what the app is called; empty where it is not known
 * @param brand whose page it is; null where that is not known
 * @param isWide whether there is something beside the words
 * @param foot what stands below them
 */
record Frame(Figure figure, String app, @Nullable Brand brand, boolean isWide, Consumer<Html> foot) {
    /** That of a page which belongs to no session. */
    static Frame plain(Figure figure) {
        return new Frame(figure, "", null, false, html -> {});
    }

    void write(Html html, Messages messages, Consumer<Html> content) {
        html.open("main", "class", isWide ? "hosted is-wide" : "hosted");
        if (brand != null) {
            brand.write(html);
        }
        html.open("div", "class", "panel");
        figure.write(html, app, brand == null ? "" : brand.name());
        html.open("div", "class", "body");
        content.accept(html);
        html.close("div").close("div").open("div", "class", "hosted-foot");
        foot.accept(html);
        html.element("p", messages.get("foot.kept")).close("div").close("main");
    }
}
