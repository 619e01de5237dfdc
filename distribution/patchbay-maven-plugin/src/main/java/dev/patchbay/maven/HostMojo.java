package dev.patchbay.maven;

import java.io.File;
import java.nio.file.Path;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** A goal that speaks to a running host. */
abstract class HostMojo extends AbstractMojo {
    /** The host's address. Default: the environment variable PATCHBAY_URL, else port PATCHBAY_HTTP_PORT or 7070 of this machine. */
    @Parameter(property = "patchbay.url")
    private @Nullable String url;

    /**
     * The file with the API key; it needs the scope bundles:install. Default: the environment variable PATCHBAY_KEY_FILE, else
     * the first key in the data folder of the host below PATCHBAY_HOME.
     */
    @Parameter(property = "patchbay.key-file")
    private @Nullable File keyFile;

    /** Whether stored connections may reach hosts, endpoints and scopes that they were not granted before an update. */
    @Parameter(property = "patchbay.approve", defaultValue = "false")
    private boolean approve;

    /** The project. */
    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    final MavenProject project() {
        return project;
    }

    final HostAddress address() throws MojoFailureException {
        return HostAddress.of(url, keyFile == null ? null : keyFile.toPath(), System.getenv());
    }

    /** Installs the project's jar and tells so. */
    final void install(HostAddress address) throws MojoFailureException {
        install(address, "");
    }

    final void install(HostAddress address, String took) throws MojoFailureException {
        IntegrationJar jar = IntegrationJar.read(jar());
        RunningHost.Installed installed = new RunningHost(address, approve).install(jar);
        getLog().info((installed.isUpdate() ? "redeployed " : "installed ") + jar + took + "; providers: "
                + String.join(", ", installed.providers()) + "; host: " + address);
        installed.warnings().forEach(getLog()::warn);
    }

    private Path jar() {
        return Path.of(project.getBuild().getDirectory(), project.getBuild().getFinalName() + ".jar");
    }
}
