package dev.patchbay.maven;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Builds the integration and puts it into a running host, at once and after every save below {@code src/main} and of
 * {@code bnd.bnd}, until Ctrl-C. What goes wrong is told, and the next save is waited for.
 */
@Mojo(name = "dev", threadSafe = true)
public final class DevMojo extends HostMojo {
    private static final Duration QUIET = Duration.ofMillis(150);

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private MavenSession session;

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        HostAddress host = address();
        Path folder = project().getBasedir().toPath();
        ProjectBuild build = new ProjectBuild(session, folder);
        try (SourceWatch watch = new SourceWatch(folder, folder.resolve("src/main"), QUIET)) {
            redeploy(build, host, false);
            getLog().info("Watching " + folder.resolve("src/main") + "; Ctrl-C ends.");
            while (true) {
                changed(watch.await(), folder, build, host);
            }
        } catch (IOException e) {
            throw new MojoExecutionException("The folder cannot be watched: " + folder, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void changed(Set<Path> files, Path folder, ProjectBuild build, HostAddress host) throws MojoExecutionException {
        if (files.contains(folder.resolve("pom.xml"))) {
            getLog().warn("pom.xml changed: end this with Ctrl-C and start it again for what it says.");
        }
        if (files.stream().anyMatch(file -> file.startsWith(folder.resolve("src/main")) || file.equals(folder.resolve("bnd.bnd")))) {
            redeploy(build, host, true);
        }
    }

    private void redeploy(ProjectBuild build, HostAddress host, boolean offline) throws MojoExecutionException {
        long start = System.nanoTime();
        List<String> errors = build.run(offline);
        if (!errors.isEmpty()) {
            errors.forEach(getLog()::error);
            return;
        }
        try {
            install(host, " in " + Duration.ofNanos(System.nanoTime() - start).toMillis() + " ms");
        } catch (MojoFailureException e) {
            e.getMessage().lines().forEach(getLog()::error);
        }
    }
}
