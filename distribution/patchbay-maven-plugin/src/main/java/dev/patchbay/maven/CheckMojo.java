package dev.patchbay.maven;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Holds the declarations to the rules of the contract that concern what a provider says of itself. */
@Mojo(name = "check", defaultPhase = LifecyclePhase.TEST)
public final class CheckMojo extends DeclarationMojo {
    @Parameter(property = "maven.test.skip", defaultValue = "false")
    private boolean skip;

    @Parameter(property = "skipTests", defaultValue = "false")
    private boolean skipTests;

    @Override
    public void execute() throws MojoFailureException {
        if (skip || skipTests) {
            getLog().info("The contract is skipped.");
            return;
        }
        List<String> broken = new ArrayList<>();
        int kept = 0;
        for (Map.Entry<String, byte[]> file : declarations().entrySet()) {
            DeclaredContract.Outcome outcome = DeclaredContract.run(file.getKey(), file.getValue());
            broken.addAll(outcome.broken());
            kept += outcome.rules();
        }
        if (!broken.isEmpty()) {
            throw new MojoFailureException("rules that are broken:" + System.lineSeparator() + String.join(System.lineSeparator(), broken));
        }
        getLog().info("rules kept: " + kept);
    }
}
