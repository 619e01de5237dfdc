package dev.patchbay.rest.internal;

import static org.junit.Assert.assertEquals;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.Before;
import org.junit.Test;

/** What operators see of providers, and do about it. */
public class ProviderAdminRoutesTest {
    private RestHost host;

    @Before
    public void start() throws Exception {
        host = RestHost.get();
    }

    private static void assertAnswer(int status, String body, HttpResponse<String> answer) {
        assertEquals(body, answer.body());
        assertEquals(status, answer.statusCode());
    }

    private HttpResponse<String> post(String path) throws Exception {
        return host.send(host.authorized("POST", path, BodyPublishers.noBody()));
    }

    @Test
    public void quarantineLostThreadsAndWhatIsLeftToDoAreShown() throws Exception {
        assertAnswer(200, "{\"items\":[{\"provider\":\"ftp\",\"bundle\":\"dev.patchbay.app.ftp\",\"calls\":3,"
                + "\"quarantine\":\"Three calls never came back.\",\"toMigrate\":12,\"waitsForApproval\":true,"
                + "\"formerValuesUntil\":\"2026-01-02T03:04:05Z\"}],\"next\":null,"
                + "\"lostThreads\":[{\"thread\":\"patchbay-call-7\",\"provider\":\"ftp\"}]}",
                host.get("/api/v1/admin/providers"));
    }

    @Test
    public void aQuarantinedProviderIsReleased() throws Exception {
        assertAnswer(204, "", post("/api/v1/admin/providers/ftp/release"));
        assertEquals(List.of("release ftp"), List.copyOf(host.fake.calls));
    }

    @Test
    public void whatWaitsForAnApprovalIsListedAndApproved() throws Exception {
        assertAnswer(200, "{\"items\":[{\"provider\":\"ftp\",\"bundle\":\"dev.patchbay.app.ftp\",\"connections\":5,"
                + "\"addedHosts\":[\"new.example.com\"],\"addedEndpoints\":[],\"reconnect\":2,\"addedScopes\":[\"admin\"]}],"
                + "\"next\":null}", host.get("/api/v1/admin/approvals"));
        assertAnswer(200, "{\"provider\":\"ftp\",\"connections\":5,\"reconnect\":2}", post("/api/v1/admin/approvals/ftp"));
        assertEquals(List.of("approve ftp"), List.copyOf(host.fake.calls));
    }

    @Test
    public void anUnknownQueryIsRefusedAndDoesNothing() throws Exception {
        assertEquals(400, post("/api/v1/admin/approvals/ftp?all=true").statusCode());
        assertEquals(400, post("/api/v1/admin/providers/ftp/release?x=1").statusCode());
        assertEquals(List.of(), List.copyOf(host.fake.calls));
    }
}
