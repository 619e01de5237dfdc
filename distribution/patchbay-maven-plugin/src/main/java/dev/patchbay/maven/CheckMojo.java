package dev.patchbay.maven;

import dev.patchbay.declaration.Declarations;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Holds the declarations to the contract: what a provider says of itself, where its facts come from, and its test vectors, which are
 * replayed. Where there is a table of facts, each method is tried with an app that is made from it.
 */
@Mojo(name = "check", defaultPhase = LifecyclePhase.TEST)
public final class CheckMojo extends DeclarationMojo {
    @Parameter(property = "maven.test.skip", defaultValue = "false")
    private boolean skip;

    @Parameter(property = "skipTests", defaultValue = "false")
    private boolean skipTests;

    /** The table of facts; none where the file is not there. */
    @Parameter(property = "patchbay.facts", defaultValue = "${basedir}/src/test/facts.csv")
    private File facts;

    @Parameter(defaultValue = "${project.build.directory}/patchbay-check", readonly = true)
    private File work;

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (skip || skipTests) {
            getLog().info("The contract is skipped.");
            return;
        }
        List<String> broken = new ArrayList<>();
        int rules = 0;
        for (Map.Entry<String, byte[]> declaration : declarations().entrySet()) {
            ContractRun run = run(written(declaration.getKey(), declaration.getValue()));
            run.broken().forEach(rule -> broken.add(declaration.getKey() + ": " + rule));
            rules += run.rules();
        }
        if (!broken.isEmpty()) {
            throw new MojoFailureException("rules that are broken:" + System.lineSeparator() + String.join(System.lineSeparator(), broken));
        }
        getLog().info("rules kept: " + rules);
    }

    private ContractRun run(Path declaration) {
        ContractRun run = DeclaredContract.run(declaration);
        return facts.isFile() ? run.and(DeclaredApp.run(declaration, facts.toPath())) : run;
    }

    /** As a host gets it: with what it stands on written out. */
    private Path written(String id, byte[] whole) throws MojoExecutionException {
        try {
            return Files.write(Files.createDirectories(work.toPath()).resolve(id + Declarations.SUFFIX), whole);
        } catch (IOException e) {
            throw new MojoExecutionException(work + " cannot be written.", e);
        }
    }
}
