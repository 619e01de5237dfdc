package dev.patchbay.rest.internal;

import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.ext.RuntimeDelegate;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.glassfish.jersey.CommonProperties;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.server.model.Resource;
import org.glassfish.jersey.server.model.ResourceMethod;
import org.glassfish.jersey.servlet.ServletContainer;

/** Jersey, built once over resource instances and with everything off that it would look for by itself. Thread-safe. */
final class JerseyContainer {
    /** Relative to this; what the client calls the host plays no part in routing. */
    private static final URI BASE = URI.create("http://patchbay/");

    private final ServletContainer container;

    private JerseyContainer(ServletContainer container) {
        this.container = container;
    }

    static JerseyContainer start(List<Object> resources, ServletConfig config) throws ServletException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        /* Jersey and HK2 look for their parts through the context class loader while they start */
        thread.setContextClassLoader(ResourceConfig.class.getClassLoader());
        try {
            RuntimeDelegate.getInstance();
            ServletContainer container = new ServletContainer(configuration(resources));
            thread.setContextClassLoader(ServletContainer.class.getClassLoader());
            container.init(config);
            return new JerseyContainer(container);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static ResourceConfig configuration(List<Object> resources) {
        ResourceConfig configuration = new ResourceConfig();
        resources.forEach(resource -> configuration.registerResources(handledBy(resource, Resource.from(resource.getClass()))));
        configuration.register(new ProblemMapper());
        configuration.addProperties(Map.of(
                ServerProperties.WADL_FEATURE_DISABLE, true,
                ServerProperties.BV_FEATURE_DISABLE, true,
                ServerProperties.METAINF_SERVICES_LOOKUP_DISABLE, true,
                ServerProperties.RESPONSE_SET_STATUS_OVER_SEND_ERROR, true,
                ServerProperties.LOCATION_HEADER_RELATIVE_URI_RESOLUTION_DISABLED, true,
                CommonProperties.PROVIDER_DEFAULT_DISABLE, "ALL",
                CommonProperties.FEATURE_AUTO_DISCOVERY_DISABLE, true));
        return configuration;
    }

    /* the annotated model with this very instance: registered as an object, it would be taken for a misplaced provider */
    private static Resource handledBy(Object instance, Resource model) {
        Resource.Builder resource = Resource.builder(model.getPath());
        for (ResourceMethod method : model.getResourceMethods()) {
            resource.addMethod(method.getHttpMethod())
                    .consumes(method.getConsumedTypes())
                    .produces(method.getProducedTypes())
                    .handledBy(instance, method.getInvocable().getHandlingMethod());
        }
        model.getChildResources().forEach(child -> resource.addChildResource(handledBy(instance, child)));
        return resource.build();
    }

    /** Routes a request by its raw path. */
    void service(URI path, HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        container.service(BASE, BASE.resolve(path), request, response);
    }

    void stop() {
        container.destroy();
    }
}
