package dev.patchbay.maven;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import org.apache.maven.plugin.MojoFailureException;
import org.junit.Test;

public class BundleMojoTest {
    @Test
    public void versionsOfMavenBecomeVersionsOfBundles() throws Exception {
        assertEquals("1.2.3", BundleMojo.version("1.2.3"));
        assertEquals("1.0.0", BundleMojo.version("1"));
        assertEquals("1.2.0.SNAPSHOT", BundleMojo.version("1.2-SNAPSHOT"));
        assertEquals("1.2.3.rc_1", BundleMojo.version("1.2.3-rc+1"));
        assertEquals("1.2.3.4", BundleMojo.version("1.2.3.4"));
    }

    @Test
    public void versionWithoutANumberIsRefused() {
        assertThrows(MojoFailureException.class, () -> BundleMojo.version("latest"));
    }
}
