package dev.patchbay.installer.internal;

import java.nio.file.Path;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;

/** A fixture for each test, in a folder of its own. */
final class InstallerHost extends ExternalResource {
    private final TemporaryFolder folder = new TemporaryFolder();
    InstallerFixture fixture;

    @Override
    protected void before() throws Throwable {
        folder.create();
        fixture = new InstallerFixture(folder.getRoot().toPath());
    }

    @Override
    protected void after() {
        try {
            fixture.close();
        } catch (Exception e) {
            throw new IllegalStateException("the framework does not stop", e);
        } finally {
            folder.delete();
        }
    }

    Path newFolder(String name) throws java.io.IOException {
        return folder.newFolder(name).toPath();
    }
}
