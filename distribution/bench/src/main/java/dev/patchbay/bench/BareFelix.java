package dev.patchbay.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.felix.framework.Felix;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;

/**
 * The floor of rows 5, 6 and 7: the framework with the bundles it is given and nothing of Patchbay's. Arguments: the cache
 * folder, the HTTP port, a folder whose jars are installed and started one after another once the rest runs, or
 * {@code -}, and the bundles to begin with. Prints how many ns each jar of the folder took until its service was there.
 */
public final class BareFelix {
    private BareFelix() {}

    /** Runs until the process is ended, or until every jar of the folder is installed. */
    public static void main(String[] arguments) throws Exception {
        Felix felix = new Felix(properties(arguments[0], arguments[1]));
        felix.init();
        BundleContext context = felix.getBundleContext();
        for (String jar : Arrays.asList(arguments).subList(3, arguments.length)) {
            Bundle bundle = context.installBundle("reference:" + Path.of(jar).toUri());
            if (bundle.getHeaders("").get(Constants.FRAGMENT_HOST) == null) {
                bundle.start();
            }
        }
        felix.start();
        if (arguments[2].equals("-")) {
            felix.waitForStop(0);
            return;
        }
        for (Path jar : jars(Path.of(arguments[2]))) {
            System.out.println(install(context, jar));
        }
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }

    private static Map<String, Object> properties(String cache, String port) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(Constants.FRAMEWORK_STORAGE, cache);
        properties.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
        properties.put("org.apache.felix.http.host", "127.0.0.1");
        properties.put("org.osgi.service.http.port", port);
        properties.put("ds.loglevel", "2");
        return properties;
    }

    private static List<Path> jars(Path folder) throws java.io.IOException {
        try (Stream<Path> jars = Files.list(folder)) {
            return jars.sorted().toList();
        }
    }

    private static long install(BundleContext context, Path jar) throws java.io.IOException, BundleException {
        byte[] content = Files.readAllBytes(jar);
        long begin = System.nanoTime();
        Bundle bundle = context.installBundle(jar.toString(), new java.io.ByteArrayInputStream(content));
        bundle.start();
        while (bundle.getRegisteredServices() == null) {
            Thread.onSpinWait();
        }
        return System.nanoTime() - begin;
    }
}
