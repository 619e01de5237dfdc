package dev.patchbay.console.internal;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * Serves the console. {@code /} leads to it; every address below {@code /console/} is the one page, which looks at its address
 * itself; {@code /assets/<digest>/…} are the files; {@code /embed/…} is what pages of other hosts load. Thread-safe.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("patchbay-console")
@HttpWhiteboardServletPattern({"", "/console", "/console/*", "/assets/*", "/embed/*"})
public final class ConsoleServlet implements Servlet {
    /** Scripts, styles and requests of this host alone; Lit makes markup of its own templates and of nothing else. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; "
            + "require-trusted-types-for 'script'; trusted-types lit-html";
    private static final Map<String, String> EVERYWHERE = Map.of(
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "X-Robots-Tag", "noindex");
    private static final String FOR_GOOD = "public, max-age=31536000, immutable";
    /** What another host's page loads by a name that never changes, and what it then finds by digest. */
    private static final Map<String, String> EMBEDDED = Map.of("patchbay-connection.js", "embed/connection.js");

    private final Assets assets;
    private volatile @Nullable ServletConfig config;

    /** Activation. */
    @Activate
    public ConsoleServlet(BundleContext context) {
        this(Assets.of(context.getBundle()));
    }

    ConsoleServlet(Assets assets) {
        this.assets = assets;
    }

    @Override
    public void init(ServletConfig servletConfig) {
        config = servletConfig;
    }

    @Override
    public void destroy() {
        config = null;
    }

    @Override
    public @Nullable ServletConfig getServletConfig() {
        return config;
    }

    @Override
    public String getServletInfo() {
        return "Patchbay console";
    }

    @Override
    public void service(ServletRequest servletRequest, ServletResponse servletResponse) throws IOException {
        HttpServletRequest request = (HttpServletRequest) servletRequest;
        HttpServletResponse response = (HttpServletResponse) servletResponse;
        EVERYWHERE.forEach(response::setHeader);
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            response.setHeader("Allow", "GET, HEAD");
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            return;
        }
        String path = request.getRequestURI();
        if (path.equals("/") || path.equals("/console")) {
            /* relative: right whatever path a proxy puts before it */
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", "console/");
        } else if (path.startsWith("/assets/")) {
            asset(request, response, path.substring("/assets/".length()));
        } else if (path.startsWith("/embed/")) {
            embedded(request, response, path.substring("/embed/".length()));
        } else {
            page(request, response, path);
        }
    }

    private void page(HttpServletRequest request, HttpServletResponse response, String path) throws IOException {
        String name = path.equals("/console/demo") ? "demo.html" : "index.html";
        String root = "../".repeat((int) path.chars().filter(c -> c == '/').count() - 1);
        String text = new String(assets.find(name).orElseThrow().plain(), StandardCharsets.UTF_8)
                .replace("{assets}", root + "assets/" + assets.digest() + "/");
        response.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin-allow-popups");
        response.setHeader("Cache-Control", "no-store");
        send(request, response, Asset.of(name, text.getBytes(StandardCharsets.UTF_8)));
    }

    private void asset(HttpServletRequest request, HttpServletResponse response, String below) throws IOException {
        int end = below.indexOf('/');
        Optional<Asset> asset = end > 0 && below.substring(0, end).equals(assets.digest())
                ? assets.find(below.substring(end + 1)) : Optional.empty();
        if (asset.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setHeader("Cache-Control", FOR_GOOD);
        open(response);
        send(request, response, asset.get());
    }

    private void embedded(HttpServletRequest request, HttpServletResponse response, String name) throws IOException {
        String target = EMBEDDED.get(name);
        if (target == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setHeader("Cache-Control", "public, max-age=300");
        open(response);
        String script = "export * from '../assets/" + assets.digest() + "/" + target + "';\n";
        send(request, response, Asset.of(name, script.getBytes(StandardCharsets.UTF_8)));
    }

    /** The files are the same for everybody and hold nothing of anybody: any page may load them. */
    private static void open(HttpServletResponse response) {
        response.setHeader("Access-Control-Allow-Origin", "*");
        response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
    }

    private static void send(HttpServletRequest request, HttpServletResponse response, Asset asset) throws IOException {
        String accepted = request.getHeader("Accept-Encoding");
        boolean compressed = accepted != null && accepted.contains("gzip");
        byte[] body = compressed ? asset.compressed() : asset.plain();
        response.setContentType(asset.type());
        response.setHeader("Vary", "Accept-Encoding");
        if (compressed) {
            response.setHeader("Content-Encoding", "gzip");
        }
        response.setContentLength(body.length);
        if (request.getMethod().equals("GET")) {
            response.getOutputStream().write(body);
        }
    }
}
