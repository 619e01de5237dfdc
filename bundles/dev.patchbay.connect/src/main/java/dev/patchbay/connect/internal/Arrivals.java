package dev.patchbay.connect.internal;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How a request arrived, after whatever stands in front of the host. */
final class Arrivals {
    private static final List<String> HEADERS = List.of(
            "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Port", "X-Forwarded-Prefix", "X-Forwarded-Proto", "Forwarded");

    private Arrivals() {}

    /** {@code scheme, host, port, path} as they are here, and the headers of proxies by their names, as they were sent. */
    static Map<String, String> of(HttpServletRequest request) {
        Map<String, String> arrived = new TreeMap<>();
        arrived.put("scheme", request.getScheme());
        arrived.put("host", request.getServerName());
        arrived.put("port", Integer.toString(request.getServerPort()));
        arrived.put("path", request.getRequestURI());
        for (String name : HEADERS) {
            List<String> values = Collections.list(request.getHeaders(name));
            if (!values.isEmpty()) {
                arrived.put(name, String.join(", ", values));
            }
        }
        return arrived;
    }
}
