package dev.patchbay.core.internal.updates;

import static dev.patchbay.core.internal.HostFixture.ADMIN;
import static dev.patchbay.core.internal.HostFixture.CANARY;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertNull;

import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.Migration;
import dev.patchbay.core.internal.HostFixture;
import dev.patchbay.core.internal.Sql;
import dev.patchbay.host.connections.ProviderUpdates.Forecast;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The dry run of an update over real rows. */
public class ForecastTest {
    private static final Map<String, Boolean> SET = Map.of("set", true);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private UpdateFixture fixture;

    @Before
    public void open() throws Exception {
        fixture = new UpdateFixture(folder.getRoot().toPath());
    }

    @After
    public void close() {
        fixture.close();
    }

    private List<String> stored() {
        return fixture.host.store.read(r -> {
            List<String> rows = new ArrayList<>();
            r.eachConnection(row -> rows.add(row.id() + " " + row.schemaVersion() + " " + row.version() + " "
                    + Arrays.hashCode(row.payload()) + " " + row.grant() + " " + row.status()));
            return rows;
        });
    }

    @Test
    public void itSaysHowManyWhichFieldsAndShowsAMaskedExample() {
        List<String> ids = fixture.create(250);
        Forecast forecast = fixture.updates.forecast(UpdateFixture.two());
        assertEquals("ftp 1 2 250", forecast.provider() + " " + forecast.fromVersion() + " " + forecast.toVersion() + " "
                + forecast.connections());
        assertEquals(List.of("login", "port", "username"), forecast.changedFields());
        assertEquals(0, forecast.unfit());
        assertEquals(ids.get(249), forecast.example().connection());
        assertEquals(Map.of("host", "host249.example.com", "username", "ada", "password", SET), forecast.example().before());
        assertEquals(Map.of("host", "host249.example.com", "login", "ada", "password", SET, "port", 2121),
                forecast.example().after());
        assertFalse(forecast.toString().contains(CANARY));
        assertEquals(List.of(), forecast.missingMethods());
        assertEquals(List.of(), forecast.addedHosts());
    }

    @Test
    public void itChangesNothingAndIsOneEntryOfTheAudit() {
        fixture.create(3);
        List<String> before = stored();
        int entries = fixture.host.actions().size();
        fixture.updates.forecast(UpdateFixture.three());
        assertEquals(before, stored());
        assertEquals(List.of(), fixture.kept());
        assertEquals("provider.forecast", fixture.host.actions().get(0));
        assertEquals(entries + 1, fixture.host.actions().size());
    }

    @Test
    public void rowsAtSeveralSchemasCountFromTheOldest() {
        String old = fixture.create("old", "old.example.com");
        String newer = fixture.create("lifted", "lifted.example.com");
        fixture.host.providers.install(UpdateFixture.two());
        fixture.host.parts.use.credential(ADMIN, newer);
        assertEquals("1 2", fixture.host.row(old).schemaVersion() + " " + fixture.host.row(newer).schemaVersion());
        Forecast forecast = fixture.updates.forecast(UpdateFixture.three());
        assertEquals("1 3 2", forecast.fromVersion() + " " + forecast.toVersion() + " " + forecast.connections());
        assertEquals(List.of("login", "port", "region", "username"), forecast.changedFields());
    }

    @Test
    public void thoseThatWouldFailAreNamedWithWhy() {
        ConnectionDefinition strict = ConnectionDefinition.of("ftp", "FTP").allowedHosts("{host}")
                .version(2, Migration.from(1).remove("username"))
                .methods(ConnectionMethod.of("password", "Password").fields(
                        HostFixture.HOST, UpdateFixture.LOGIN, HostFixture.PASSWORD));
        List<String> ids = fixture.create(30);
        Forecast forecast = fixture.updates.forecast(strict);
        assertEquals("30 30", forecast.connections() + " " + forecast.unfit());
        assertEquals(20, forecast.firstUnfit().size());
        assertEquals(ids.get(29) + " shop n29", forecast.firstUnfit().get(0).connection() + " "
                + forecast.firstUnfit().get(0).account() + " " + forecast.firstUnfit().get(0).label());
        assertEquals("values.login required", forecast.firstUnfit().get(0).errors().get(0).field() + " "
                + forecast.firstUnfit().get(0).errors().get(0).code());
        assertNull(forecast.example());
    }

    @Test
    public void whatBecomesAPlainFieldIsStillMasked() {
        fixture.create(1);
        Forecast forecast = fixture.updates.forecast(ConnectionDefinition.of("ftp", "FTP").allowedHosts("{host}")
                .version(2, Migration.from(1).rename("password", "note").rename("username", "password"))
                .methods(ConnectionMethod.of("password", "Password").fields(
                        HostFixture.HOST, HostFixture.PASSWORD, Field.text("note", "Note").optional())));
        assertEquals(1, forecast.unfit());
        assertFalse(forecast.toString().contains(CANARY));
    }

    @Test
    public void widerGrantsAndMissingMethodsAreSaid() {
        fixture.create(2);
        Forecast wider = fixture.updates.forecast(
                UpdateFixture.two().allowedHosts("{host}", "collector.example.net", "{login}.example.org"));
        assertEquals(List.of("ada.example.org", "collector.example.net"), wider.addedHosts());
        Forecast gone = fixture.updates.forecast(ConnectionDefinition.of("ftp", "FTP")
                .methods(ConnectionMethod.of("key", "Key").fields(HostFixture.PASSWORD)));
        assertEquals(List.of("password"), gone.missingMethods());
        assertEquals(0, gone.connections());
    }

    @Test
    public void deletedAndForgedOnesAreLeftOut() {
        List<String> ids = fixture.create(3);
        fixture.host.parts.connections.delete(ADMIN, ids.get(0), false, false, null);
        assertNotEquals(0, Sql.run(fixture.host.data, "UPDATE connection SET label = 'x' WHERE id = '" + ids.get(1) + "'"));
        assertEquals(1, fixture.updates.forecast(UpdateFixture.two()).connections());
        assertEquals("where nothing is stored", 5, fixture.updates.forecast(ConnectionDefinition.of("none", "None")
                .version(5, Migration.from(1), Migration.from(2), Migration.from(3), Migration.from(4))
                .methods(ConnectionMethod.of("m", "M"))).fromVersion());
    }
}
