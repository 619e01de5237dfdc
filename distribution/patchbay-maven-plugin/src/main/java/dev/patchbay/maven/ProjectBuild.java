package dev.patchbay.maven;

import java.io.File;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.shared.invoker.DefaultInvocationRequest;
import org.apache.maven.shared.invoker.DefaultInvoker;
import org.apache.maven.shared.invoker.InvocationOutputHandler;
import org.apache.maven.shared.invoker.InvocationRequest;
import org.apache.maven.shared.invoker.InvocationResult;
import org.apache.maven.shared.invoker.MavenInvocationException;

/** The project's own build up to its jar, in a process of its own, as the person started this one. Used by one thread. */
final class ProjectBuild {
    private static final String MARK = "[ERROR]";
    private static final List<String> HELP = List.of("[Help", "To see the full stack trace", "Re-run Maven using", "For more information");

    private final MavenSession session;
    private final Path folder;

    /** The build of the project in this folder, with the session's settings, profiles and properties. */
    ProjectBuild(MavenSession session, Path folder) {
        this.session = session;
        this.folder = folder;
    }

    /**
     * Builds the jar; tests are left out.
     *
     * @param offline whether everything it needs is here already
     * @return what went wrong, line by line; empty where nothing did
     */
    List<String> run(boolean offline) throws MojoExecutionException {
        Set<String> errors = new LinkedHashSet<>();
        try {
            DefaultInvoker invoker = new DefaultInvoker();
            invoker.setMavenHome(new File(session.getSystemProperties().getProperty("maven.home")));
            InvocationResult result = invoker.execute(request(offline, line -> keep(line, errors)));
            if (result.getExecutionException() != null) {
                throw new MojoExecutionException("Maven could not be started.", result.getExecutionException());
            }
            if (result.getExitCode() != 0 && errors.isEmpty()) {
                errors.add("The build failed with exit code " + result.getExitCode() + "; mvn package tells more.");
            }
            return result.getExitCode() == 0 ? List.of() : List.copyOf(errors);
        } catch (MavenInvocationException e) {
            throw new MojoExecutionException("Maven could not be started.", e);
        }
    }

    private InvocationRequest request(boolean offline, InvocationOutputHandler output) {
        MavenExecutionRequest outer = session.getRequest();
        InvocationRequest request = new DefaultInvocationRequest();
        request.setBaseDirectory(folder.toFile());
        request.addArg("package");
        request.setBatchMode(true);
        request.setQuiet(true);
        request.setOffline(offline || outer.isOffline());
        request.setProfiles(outer.getActiveProfiles());
        request.setUserSettingsFile(outer.getUserSettingsFile());
        request.setGlobalSettingsFile(outer.getGlobalSettingsFile());
        request.setLocalRepositoryDirectory(outer.getLocalRepositoryPath());
        request.setProperties(outer.getUserProperties());
        request.addArg("-Dmaven.test.skip=true");
        request.setOutputHandler(output);
        request.setErrorHandler(output);
        return request;
    }

    /** Only what an author can act on: not the same line twice, and no advice on how to run Maven. */
    private static void keep(String line, Set<String> errors) {
        if (line.startsWith(MARK)) {
            String text = line.substring(MARK.length()).strip();
            if (!text.isEmpty() && Stream.of(HELP.toArray(String[]::new)).noneMatch(text::startsWith)) {
                errors.add(text.replace(" -> [Help 1]", ""));
            }
        }
    }
}
