package dev.patchbay.connect.internal;

import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.StringJoiner;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The servlet of the connect pages and the OAuth callback: sends what the routes answer, and every problem as a page. Thread-safe. */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("patchbay-connect")
@HttpWhiteboardServletPattern({"/connect/*", "/oauth/callback/*"})
public final class ConnectServlet implements Servlet {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectServlet.class);
    private static final int FRAMES = 40;
    private static final int DISCARDED = 1 << 20;

    private final Routes routes;
    private volatile @Nullable ServletConfig config;

    /** Activation. */
    @Activate
    public ConnectServlet(@Reference ConnectServices host) {
        this(host, System::nanoTime);
    }

    ConnectServlet(ConnectServices host, LongSupplier nanoTime) {
        routes = new Routes(host, nanoTime);
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
        return "Patchbay connect pages";
    }

    @Override
    public void service(ServletRequest servletRequest, ServletResponse servletResponse) throws IOException {
        HttpServletRequest request = (HttpServletRequest) servletRequest;
        Reply reply = reply(request);
        if (reply.status() >= 400) {
            discardBody(request);
        }
        reply.send((HttpServletResponse) servletResponse, request.getMethod().equals("HEAD"));
    }

    private Reply reply(HttpServletRequest request) {
        try {
            return routes.answer(request);
        } catch (PageProblem e) {
            return routes.problem(request, e);
        } catch (ProblemException e) {
            return routes.problem(request, e);
        } catch (IOException e) {
            return routes.problem(request, new PageProblem(ProblemType.MALFORMED, "refused.ended"));
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            String reference = Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
            LOG.error("A connect page failed unforeseen, reference {}: {}", reference, trace(e));
            return routes.problem(request, new PageProblem(ProblemType.INTERNAL, "refused.unforeseen", "reference", reference));
        }
    }

    /* without any message: one may hold a secret */
    private static String trace(Throwable thrown) {
        StringJoiner lines = new StringJoiner("\n  ");
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            lines.add(cause.getClass().getName());
            Arrays.stream(cause.getStackTrace()).limit(FRAMES).forEach(frame -> lines.add("  at " + frame));
        }
        return lines.toString();
    }

    /* a connection closed with unread bytes is reset, and the browser shows that instead of the page */
    private static void discardBody(HttpServletRequest request) {
        if (request.getHeader("Expect") != null) {
            return;
        }
        try {
            InputStream in = request.getInputStream();
            byte[] block = new byte[8192];
            int left = DISCARDED;
            for (int count = in.read(block); count >= 0 && left > 0; count = in.read(block)) {
                left -= count;
            }
        } catch (IOException | IllegalStateException e) {
            LOG.trace("The rest of a refused form could not be read: {}", e.getClass().getName());
        }
    }
}
