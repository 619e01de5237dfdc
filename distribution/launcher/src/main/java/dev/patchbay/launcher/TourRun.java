package dev.patchbay.launcher;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The practice tour: apart from the host, in a class loader of its own, and speaking with it over HTTP only. */
final class TourRun {
    private static final String MAIN = "dev.patchbay.practice.PracticeTour";
    private static final String LOOPBACK = "127.0.0.1";

    private TourRun() {
    }

    /** Settings that let the host reach the practice server on this machine, for this run only. */
    static SettingValues withLoopback(SettingValues values) {
        String allow = values.text("egress.allow");
        return values.with("egress.allow", allow.isEmpty() ? LOOPBACK : allow + "," + LOOPBACK);
    }

    /**
     * Runs the tour to its end.
     *
     * @throws StartFailure with the tour's own sentence where it failed
     */
    static void run(ProgramHome home, HostStart.Host host) {
        ClassLoader former = Thread.currentThread().getContextClassLoader();
        // not closed: the practice server may go on for as long as the host runs
        URLClassLoader loader = new URLClassLoader("practice", jars(home.practice()), ClassLoader.getPlatformClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        try {
            String[] arguments = {host.address().url(), host.data().resolve("first-key").toString(), home.integrations().toString()};
            loader.loadClass(MAIN).getMethod("main", String[].class).invoke(null, (Object) arguments);
        } catch (InvocationTargetException e) {
            throw new StartFailure(ExitCodes.SOFTWARE, "The tour failed: " + e.getCause().getMessage());
        } catch (ReflectiveOperationException e) {
            throw new StartFailure(ExitCodes.SOFTWARE, "The tour is missing in " + home.practice() + "; unpack the program again.");
        } finally {
            Thread.currentThread().setContextClassLoader(former);
        }
    }

    private static URL[] jars(Path folder) {
        List<URL> urls = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, "*.jar")) {
                for (Path jar : jars) {
                    urls.add(url(jar));
                }
            } catch (IOException e) {
                throw new StartFailure(ExitCodes.SOFTWARE, "The folder " + folder + " cannot be read.");
            }
        }
        return urls.toArray(URL[]::new);
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}
