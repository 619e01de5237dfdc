package dev.patchbay.rest.internal;

import jakarta.servlet.http.HttpServletRequest;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/** The socket under a request. */
final class ClientSocket {
    private ClientSocket() {}

    /**
     * Closes it: the one way to tell a client that the body it has begun to read is not whole. Throwing from the servlet does
     * not, since the HTTP service catches that and ends the body as if all were well.
     */
    static void cut(HttpServletRequest request) {
        ServletContextRequest.getServletContextRequest(request).getConnectionMetaData().getConnection().getEndPoint().close();
    }
}
