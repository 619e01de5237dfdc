package dev.patchbay.maven;

import java.io.File;
import java.util.Map;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;

/** A goal over the project's declarations. */
abstract class DeclarationMojo extends AbstractMojo {
    /** The folder with the {@code *.connection.json} files. */
    @Parameter(property = "patchbay.declarations", defaultValue = "${basedir}/src/main/connections")
    private File declarations;

    /** UTF-8 JSON by provider id, or every fault. */
    final Map<String, byte[]> declarations() throws MojoFailureException {
        return new DeclarationFolder(declarations.toPath()).read();
    }
}
