package dev.patchbay.launcher;

import static org.junit.Assert.assertEquals;

import java.lang.reflect.Proxy;
import java.util.List;
import org.apache.felix.framework.Logger;
import org.junit.Test;
import org.osgi.framework.Bundle;

public class FrameworkLogTest {
    private final HostLog log = new HostLog();
    private final FrameworkLog framework = new FrameworkLog(log);

    private static Bundle bundle(String symbolicName) {
        return (Bundle) Proxy.newProxyInstance(FrameworkLogTest.class.getClassLoader(), new Class<?>[] {Bundle.class},
                (proxy, method, arguments) -> symbolicName);
    }

    @Test
    public void anErrorOfABundleIsAnErrorThatNamesIt() {
        framework.doLog(bundle("com.example.app"), null, Logger.LOG_ERROR, "it broke", null);
        assertEquals(List.of("ERROR com.example.app: it broke"), log.kept());
    }

    @Test
    public void theResourceLocatorsLateLooksAreNoErrors() {
        framework.doLog(bundle("org.glassfish.hk2.osgi-resource-locator"), null, Logger.LOG_ERROR, "uninstalled", null);
        assertEquals(List.of("DEBUG org.glassfish.hk2.osgi-resource-locator: uninstalled"), log.kept());
    }
}
