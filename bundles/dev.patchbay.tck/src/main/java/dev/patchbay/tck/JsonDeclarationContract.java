package dev.patchbay.tck;

import static org.junit.Assert.assertTrue;

import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.api.provider.OAuth2;
import dev.patchbay.declaration.Declaration;
import dev.patchbay.declaration.DeclarationException;
import dev.patchbay.declaration.Declarations;
import dev.patchbay.declaration.TestVector;
import dev.patchbay.tck.internal.VectorReplay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

/**
 * What a provider that is a {@code *.connection.json} must keep to: the rules for every provider, and 9xx of the file. A test
 * class names the file and says what {@link ConnectionProviderContract} asks for:
 *
 * <pre>{@code
 * public class WeatherContractTest extends JsonDeclarationContract {
 *     @Override
 *     protected Path file() {
 *         return Path.of("src/main/resources/OSGI-INF/connections/weather.connection.json");
 *     }
 *     // app() and connection(port) as for every provider
 * }
 * }</pre>
 */
public abstract class JsonDeclarationContract extends ConnectionProviderContract {

    /** The file. */
    protected abstract Path file();

    /** What the file says. */
    protected final Declaration declaration() {
        try {
            return Declarations.read(file().getFileName().toString(), Files.readAllBytes(file()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (DeclarationException e) {
            throw new AssertionError("the file has faults:\n" + e.getMessage(), e);
        }
    }

    @Override
    protected final ConnectionProvider provider() {
        ConnectionDefinition definition = declaration().definition();
        return () -> definition;
    }

    /** Where the method of {@link #connection} declares a probe. */
    @Override
    protected boolean contactsTheApp() {
        try {
            return definition().method(connection(1).method()).flatMap(ConnectionMethod::probe).isPresent();
        } catch (Exception e) {
            throw new AssertionError("connection(port) failed", e);
        }
    }

    @Test
    public void required_901_theFileReadsWithoutFault() {
        assertTrue("the file says nothing", declaration().id().length() > 0);
    }

    @Test
    public void required_902_theFactsAreThere() {
        assertTrue("the file does not say where its facts come from: add \"facts\": {\"source\": \"https://…\", \"date\": \"…\"}",
                declaration().facts().isPresent());
    }

    @Test
    public void required_903_theSamplesComeOutAsTheySay() {
        List<String> faults = new ArrayList<>();
        for (TestVector vector : declaration().vectors()) {
            faults.addAll(VectorReplay.faults(declaration().definition(), vector));
        }
        assertNone("testVectors", faults);
    }

    @Test
    public void required_904_everyOAuthMethodHasASampleOfATokenReply() {
        List<String> without = declaration().definition().methods().stream().filter(method -> method.auth() instanceof OAuth2)
                .map(ConnectionMethod::id)
                .filter(id -> declaration().vectors().stream()
                        .noneMatch(vector -> vector.method().equals(id) && vector.leg() == TestVector.Leg.TOKEN))
                .toList();
        assertNone("methods with OAuth 2.0 and no sample of a token reply among the testVectors", without);
    }
}
