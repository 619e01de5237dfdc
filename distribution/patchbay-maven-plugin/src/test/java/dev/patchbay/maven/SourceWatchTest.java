package dev.patchbay.maven;

import static org.junit.Assert.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;

public class SourceWatchTest {
    private static final Duration QUIET = Duration.ofMillis(200);

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();
    @Rule
    public final Timeout limit = Timeout.seconds(60);

    private Path project;
    private Path sources;
    private SourceWatch watch;

    @Before
    public void watch() throws Exception {
        project = temporary.getRoot().toPath();
        sources = Files.createDirectories(project.resolve("src/main/java/a"));
        watch = new SourceWatch(project, project.resolve("src/main"), QUIET);
    }

    @After
    public void close() throws Exception {
        watch.close();
    }

    @Test
    public void savedFilesAreToldTogether() throws Exception {
        Path one = Files.writeString(sources.resolve("One.java"), "1");
        Path two = Files.writeString(sources.resolve("Two.java"), "2");
        assertEquals(Set.of(one, two), watch.await());
    }

    @Test
    public void filesOfAFolderMadeLaterAreSeen() throws Exception {
        Path folder = Files.createDirectories(project.resolve("src/main/resources/deep/er"));
        Path file = Files.writeString(folder.resolve("new.txt"), "new");
        assertEquals(Set.of(file), watch.await());
        Files.writeString(file, "newer");
        assertEquals(Set.of(file), watch.await());
    }

    @Test
    public void deletedFilesAreSeen() throws Exception {
        Path file = Files.writeString(sources.resolve("One.java"), "1");
        watch.await();
        Files.delete(file);
        assertEquals(Set.of(file), watch.await());
    }

    @Test
    public void whatEditorsKeepForThemselvesDoesNotCount() throws Exception {
        Files.writeString(sources.resolve(".One.java.swp"), "swap");
        Files.writeString(sources.resolve("One.java~"), "before");
        Path file = Files.writeString(sources.resolve("One.java"), "1");
        assertEquals(Set.of(file), watch.await());
    }

    @Test
    public void besideTheTreeOnlyTheProjectsOwnFilesAreSeen() throws Exception {
        Files.writeString(Files.createDirectories(project.resolve("build/classes")).resolve("One.class"), "class");
        Files.writeString(Files.createDirectories(project.resolve("src/test")).resolve("OneTest.java"), "test");
        Path pom = Files.writeString(project.resolve("pom.xml"), "<project/>");
        assertEquals(Set.of(pom), watch.await());
    }
}
