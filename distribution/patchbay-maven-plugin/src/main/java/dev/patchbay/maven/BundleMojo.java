package dev.patchbay.maven;

import dev.patchbay.declaration.DeclarationBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/**
 * Packs the declarations as one bundle without code. Its symbolic name is the project's artifactId, its version the project's;
 * the same files give the same bytes.
 */
@Mojo(name = "bundle", defaultPhase = LifecyclePhase.PACKAGE, threadSafe = true)
public final class BundleMojo extends DeclarationMojo {
    private static final Pattern VERSION = Pattern.compile("(\\d{1,9})(?:\\.(\\d{1,9}))?(?:\\.(\\d{1,9}))?(?:[.-](.+))?");

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        Map<String, byte[]> files = declarations();
        byte[] jar = DeclarationBundle.wrap(project.getArtifactId(), version(project.getVersion()),
                Map.of("Bundle-Name", project.getName()), files);
        Path target = Path.of(project.getBuild().getDirectory(), project.getBuild().getFinalName() + ".jar");
        try {
            Files.createDirectories(target.getParent());
            Files.write(target, jar);
        } catch (IOException e) {
            throw new MojoExecutionException(target + " cannot be written.", e);
        }
        project.getArtifact().setFile(target.toFile());
        getLog().info("packed " + String.join(", ", files.keySet()) + ": " + target);
    }

    /** A version of Maven's as an OSGi version: {@code 1.2-SNAPSHOT} is {@code 1.2.0.SNAPSHOT}. */
    static String version(String maven) throws MojoFailureException {
        Matcher parts = VERSION.matcher(maven);
        if (!parts.matches()) {
            throw new MojoFailureException("The project's version must begin with a number, such as 1.0.0, not " + maven);
        }
        String numbers = parts.group(1) + "." + part(parts, 2) + "." + part(parts, 3);
        return parts.group(4) == null ? numbers : numbers + "." + parts.group(4).replaceAll("[^A-Za-z0-9_-]", "_");
    }

    private static String part(Matcher parts, int group) {
        return parts.group(group) == null ? "0" : parts.group(group);
    }
}
