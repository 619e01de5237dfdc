package dev.patchbay.rest.internal;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;

/**
 * A request as Jersey sees it for routing: without a body and form parameters. Jersey reads ahead to learn whether there is a
 * body, for forms at least, and the bytes would be missing where the resource reads the real one.
 */
final class RoutedRequest extends HttpServletRequestWrapper {
    private static final ServletInputStream NOTHING = new ServletInputStream() {
        @Override
        public boolean isFinished() {
            return true;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("there is nothing to read");
        }

        @Override
        public int read() {
            return -1;
        }
    };

    RoutedRequest(HttpServletRequest request) {
        super(request);
    }

    @Override
    public ServletInputStream getInputStream() {
        return NOTHING;
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.emptyEnumeration();
    }
}
