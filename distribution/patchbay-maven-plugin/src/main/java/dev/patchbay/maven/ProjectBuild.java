package dev.patchbay.maven;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.shared.invoker.DefaultInvocationRequest;
import org.apache.maven.shared.invoker.DefaultInvoker;
import org.apache.maven.shared.invoker.InvocationOutputHandler;
import org.apache.maven.shared.invoker.InvocationRequest;
import org.apache.maven.shared.invoker.InvocationResult;
import org.apache.maven.shared.invoker.MavenInvocationException;
import org.jspecify.annotations.Nullable;

/** The project's own build up to its jar, in a process of its own, as the person started this one. Used by one thread. */
final class ProjectBuild {
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
        BuildErrors errors = new BuildErrors();
        try {
            DefaultInvoker invoker = new DefaultInvoker();
            invoker.setMavenHome(new File(session.getSystemProperties().getProperty("maven.home")));
            InvocationResult result = invoker.execute(request(offline, errors::line));
            if (result.getExecutionException() != null) {
                throw new MojoExecutionException("Maven could not be started.", result.getExecutionException());
            }
            return result.getExitCode() == 0 ? List.of() : errors.list();
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
        request.setUserSettingsFile(present(outer.getUserSettingsFile()));
        request.setGlobalSettingsFile(present(outer.getGlobalSettingsFile()));
        request.setLocalRepositoryDirectory(outer.getLocalRepositoryPath());
        request.setProperties(outer.getUserProperties());
        request.addArg("-Dmaven.test.skip=true");
        request.setOutputHandler(output);
        request.setErrorHandler(output);
        return request;
    }

    /** Maven names files of settings where there could be some, and refuses to be given one that is not there. */
    private static @Nullable File present(@Nullable File file) {
        return file != null && file.isFile() ? file : null;
    }
}
