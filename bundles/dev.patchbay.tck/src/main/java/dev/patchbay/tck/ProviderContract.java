package dev.patchbay.tck;

import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.tck.internal.Trial;
import java.util.List;
import org.junit.FixMethodOrder;
import org.junit.runners.MethodSorters;

/**
 * What an author tells a contract: the provider, a connection whose login is right, and the app to connect to. A contract's rules
 * are tests with numbers in their names; what each asks for stands in the table of rules. Not for tests that run in parallel in
 * one JVM: output, locale and the JDK's proxy selector are watched meanwhile.
 */
@FixMethodOrder(MethodSorters.NAME_ASCENDING)
public abstract class ProviderContract {

    /** A new provider, made as a host makes it. */
    protected abstract ConnectionProvider provider();

    /**
     * Starts a stand-in for the app, on 127.0.0.1, which takes the login of {@link #connection}. Closed by the rule that asked for
     * it. See {@link HttpApp}.
     */
    protected abstract TestApp app() throws Exception;

    /**
     * A connection whose login is right. Secrets of eight characters and more are looked for in everything the provider says.
     *
     * @param port where the app is, on 127.0.0.1: the value of a field, or {@link SampleConnection#standIn}
     */
    protected abstract SampleConnection connection(int port) throws Exception;

    /** The same connection with a login that the app refuses; with its secrets changed unless told. */
    protected SampleConnection wrongLogin(int port) throws Exception {
        return connection(port).withWrongSecrets();
    }

    /** Whether the provider's test contacts the app; false where there is nothing to test against, and no app is started. */
    protected boolean contactsTheApp() {
        return true;
    }

    /** The definition. */
    protected final ConnectionDefinition definition() {
        return provider().definition();
    }

    /** Runs the test of a connection on a thread of its own, as a host does. */
    final Trial tried(SampleConnection connection) {
        return Trial.of(provider(), new FakeRun(definition(), connection));
    }

    final void assumeApp() {
        assumeTrue("contacts no app", contactsTheApp());
    }

    /** Fails with every fault at once. */
    static void assertNone(String rule, List<String> faults) {
        assertTrue(rule + ": " + String.join("; ", faults), faults.isEmpty());
    }
}
