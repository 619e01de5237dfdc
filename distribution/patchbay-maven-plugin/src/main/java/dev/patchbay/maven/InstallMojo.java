package dev.patchbay.maven;

import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;

/** Installs the packed integration into a running host, or puts it in place of the version that is there. */
@Mojo(name = "install", threadSafe = true)
public final class InstallMojo extends HostMojo {
    @Override
    public void execute() throws MojoFailureException {
        install(address());
    }
}
