package dev.patchbay.rest.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.Before;
import org.junit.Test;

/** Backup, keys and numbers. */
public class OperatorRoutesTest {
    private RestHost host;

    @Before
    public void start() throws Exception {
        host = RestHost.get();
    }

    private HttpResponse<String> backup(String body) throws Exception {
        return host.json("POST", "/api/v1/admin/backup", body);
    }

    @Test
    public void aBackupIsAFileToKeep() throws Exception {
        HttpResponse<String> answer = backup("{\"passphrase\":\"correct horse battery\"}");
        assertEquals(200, answer.statusCode());
        assertEquals(100_000, answer.body().length());
        assertEquals("application/octet-stream", answer.headers().firstValue("Content-Type").orElse(""));
        assertEquals("attachment; filename=\"patchbay-20260102-030405.backup\"; filename*=UTF-8''patchbay-20260102-030405.backup",
                answer.headers().firstValue("Content-Disposition").orElse(""));
        List<String> calls = List.copyOf(host.fake.calls);
        assertEquals(1, calls.size());
        assertTrue(calls.get(0).startsWith("backup 21 "));
        assertFalse(calls.get(0).contains("horse"));
    }

    @Test
    public void aBackupThatFailsIsAProblemBeforeItsFirstByteAndCutAfterIt() throws Exception {
        HttpResponse<String> answer = backup("{\"passphrase\":\"none\"}");
        assertEquals(404, answer.statusCode());
        assertEquals("application/problem+json", answer.headers().firstValue("Content-Type").orElse(""));
        assertThrows(IOException.class, () -> backup("{\"passphrase\":\"half\"}"));
    }

    @Test
    public void whatIsNoPassphraseIsNamedAndNeverRepeated() throws Exception {
        HttpResponse<String> answer = backup("{\"passphrase\":5,\"canary\":1}");
        assertEquals(422, answer.statusCode());
        assertTrue(answer.body(), answer.body().contains("\"field\":\"passphrase\",\"code\":\"type\""));
        assertTrue(answer.body(), answer.body().contains("\"field\":\"canary\",\"code\":\"unknown\""));
        assertEquals(422, backup("{}").statusCode());
    }

    @Test
    public void keysAreShownAndRotated() throws Exception {
        HttpResponse<String> shown = host.get("/api/v1/admin/keys");
        assertEquals("{\"active\":\"kek_2\",\"createdAt\":\"2026-01-02T03:04:05Z\",\"remaining\":5,\"sessions\":2}", shown.body());
        HttpResponse<String> rotated = host.send(host.authorized("POST", "/api/v1/admin/keys/rotate", BodyPublishers.noBody()));
        assertEquals(202, rotated.statusCode());
        assertEquals("{\"remaining\":9}", rotated.body());
        assertEquals(List.of("rotate"), List.copyOf(host.fake.calls));
    }

    @Test
    public void theNumbersStandTogether() throws Exception {
        String body = host.get("/api/v1/admin/health").body();
        assertTrue(body, body.startsWith("{\"phase\":\"ready\",\"version\":\"0.1.0\",\"java\":\"" + Runtime.version() + "\","
                + "\"startedAt\":\"2026-01-02T03:04:05Z\",\"database\":{\"kind\":\"sqlite\",\"bytes\":100,\"free\":3},"
                + "\"data\":{\"free\":1000},\"connections\":{\"pending\":0,\"ready\":4,\"reconnect\":0,\"failing\":0,\"unavailable\":0},"
                + "\"renewals\":{\"planned\":9,\"due\":3,\"overdue\":2,\"backoff\":1},"
                + "\"providers\":{\"here\":5,\"refused\":2,\"quarantined\":1},\"calls\":{\"running\":7,\"transfers\":4},"
                + "\"audit\":{\"entries\":80,\"verifiedAt\":\"2026-01-02T03:04:05Z\",\"intact\":true},"
                + "\"waiting\":{\"approvals\":1,\"sweeps\":2},\"trust\":{\"policy\":"));
    }
}
