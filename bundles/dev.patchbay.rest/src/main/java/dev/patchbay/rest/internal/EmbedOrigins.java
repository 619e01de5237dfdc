package dev.patchbay.rest.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The web pages whose scripts may call the API: {@code origins} under the PID {@value #PID}, which changes while the host runs
 * without taking the servlet away. Thread-safe.
 */
@Component(service = EmbedOrigins.class, configurationPid = EmbedOrigins.PID)
public final class EmbedOrigins {
    static final String PID = "dev.patchbay.embed";

    private static final Logger LOG = LoggerFactory.getLogger(EmbedOrigins.class);

    private volatile Set<String> listed;

    /** Activation. */
    @Activate
    public EmbedOrigins(Map<String, Object> properties) {
        listed = read(properties);
    }

    /** Takes changed settings while running. */
    @Modified
    void modified(Map<String, Object> properties) {
        listed = read(properties);
    }

    /** Whether a page of this origin, in its normal form, is listed. */
    boolean contains(String origin) {
        return listed.contains(origin);
    }

    private static Set<String> read(Map<String, Object> properties) {
        List<String> texts = RestSettings.list(properties.get("origins"));
        Set<String> origins = texts.stream().flatMap(text -> Origins.normal(text).stream()).collect(Collectors.toUnmodifiableSet());
        long strange = texts.stream().map(Origins::normal).filter(Optional::isEmpty).count();
        if (strange > 0) {
            LOG.warn("embed.origins has {} that are no origins such as https://shop.example; they are left out", strange);
        }
        return origins;
    }
}
