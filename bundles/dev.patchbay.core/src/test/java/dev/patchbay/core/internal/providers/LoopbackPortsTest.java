package dev.patchbay.core.internal.providers;

import static org.junit.Assert.assertEquals;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Set;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.osgi.framework.BundleContext;

/** The ports of this machine that a provider may reach, from the property of a real service. */
public class LoopbackPortsTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private RegistryFixture host;
    private BundleContext bundle;

    @Before
    public void start() throws Exception {
        host = new RegistryFixture(folder.getRoot().toPath());
        bundle = host.bundle("test.listens", "1.0.0", "listens").getBundleContext();
    }

    @After
    public void stop() throws Exception {
        host.close();
    }

    @Test
    public void whatDeclarativeServicesMakeOfAPortIsRead() {
        assertEquals(Set.of(7071), ports(7071));
        assertEquals(Set.of(7071, 65_535), ports(new int[] {7071, 65_535}));
        assertEquals(Set.of(1024, 7072), ports(new String[] {"1024", "7072"}));
        assertEquals(Set.of(7071, 7072), ports(" 7071, 7072 "));
    }

    @Test
    public void whatIsNoPortForProgramsOpensNone() {
        assertEquals("no property", Set.of(), ports(null));
        for (Object bad : List.of("", "any", "*", 0, 80, 1023, 65_536, -7071, "7071-7080", "7071,80", new int[0],
                new int[] {7071, 7072, 7073, 7074, 7075, 7076, 7077, 7078, 7079})) {
            assertEquals(String.valueOf(bad), Set.of(), ports(bad));
        }
    }

    private Set<Integer> ports(Object property) {
        Dictionary<String, Object> properties = new Hashtable<>();
        if (property != null) {
            properties.put(LoopbackPorts.PROPERTY, property);
        }
        return LoopbackPorts.of(bundle.registerService(Object.class, new Object(), properties).getReference());
    }
}
