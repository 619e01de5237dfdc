package dev.patchbay.rest.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;
import org.junit.Before;
import org.junit.Test;

/** Files through a connection: whole bodies, ranges, and transfers larger than any buffer. */
public class FilesTest {
    private static final String FILES = "/api/v1/connections/con_1/files?path=";
    private static final String MODIFIED = "Fri, 2 Jan 2026 03:04:05 GMT";

    private RestHost host;

    @Before
    public void start() throws Exception {
        host = RestHost.get();
    }

    private HttpResponse<InputStream> range(String path, String range, String... more) throws Exception {
        var request = host.authorized("GET", FILES + path, BodyPublishers.noBody()).header("Range", range);
        return host.stream(more.length == 0 ? request : request.headers(more));
    }

    private static void assertBytes(long from, long to, InputStream in) throws IOException {
        byte[] block = new byte[65536];
        long at = from;
        for (int count = in.read(block); count >= 0; count = in.read(block)) {
            for (int i = 0; i < count; i++) {
                if (block[i] != FakeFiles.at(at + i)) {
                    throw new AssertionError("another byte at " + (at + i));
                }
            }
            at += count;
        }
        assertEquals(to, at);
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    @Test
    public void aFolderIsListed() throws Exception {
        HttpResponse<String> answer = host.get("/api/v1/connections/con_1/files?list=true");
        assertEquals("{\"items\":[{\"name\":\"in\",\"kind\":\"folder\"},"
                + "{\"name\":\"a.txt\",\"kind\":\"file\",\"size\":10,\"modifiedAt\":\"2026-01-02T03:04:05Z\"}],\"next\":null}", answer.body());
        assertEquals(List.of("ls /"), List.copyOf(host.fake.calls));
    }

    @Test
    public void aDownloadIsAnAttachmentOfUnknownType() throws Exception {
        HttpResponse<InputStream> answer = host.stream(host.authorized(
                "GET", FILES + "/%C3%A9%20%22%C3%BC%22.txt", BodyPublishers.noBody()));
        assertBytes(0, 10, answer.body());
        assertEquals(200, answer.statusCode());
        assertEquals("attachment; filename=\"_ ___.txt\"; filename*=UTF-8''%C3%A9%20%22%C3%BC%22.txt",
                header(answer, "Content-Disposition"));
        assertEquals("application/octet-stream", header(answer, "Content-Type"));
        assertEquals("nosniff", header(answer, "X-Content-Type-Options"));
        assertEquals("10", header(answer, "Content-Length"));
        assertEquals("bytes", header(answer, "Accept-Ranges"));
        assertEquals(MODIFIED, header(answer, "Last-Modified"));
    }

    @Test
    public void anEmptyFileAndOneOfUnknownSizeAreSentWhole() throws Exception {
        HttpResponse<InputStream> empty = host.stream(host.authorized("GET", FILES + "/empty", BodyPublishers.noBody()));
        assertEquals(200, empty.statusCode());
        assertBytes(0, 0, empty.body());
        HttpResponse<InputStream> unsized = range("/unsized", "bytes=3-");
        assertEquals(200, unsized.statusCode());
        assertBytes(0, 10, unsized.body());
        assertEquals("none", header(unsized, "Accept-Ranges"));
    }

    @Test
    public void headTellsWithoutATransfer() throws Exception {
        HttpResponse<String> answer = host.send(host.authorized("HEAD", FILES + "/big", BodyPublishers.noBody()));
        assertEquals(200, answer.statusCode());
        assertEquals(Long.toString(FakeFiles.BIG), header(answer, "Content-Length"));
    }

    @Test
    public void aRangeIsSentAlone() throws Exception {
        HttpResponse<InputStream> middle = range("/a.txt", "bytes=2-4");
        assertEquals(206, middle.statusCode());
        assertEquals("bytes 2-4/10", header(middle, "Content-Range"));
        assertEquals("3", header(middle, "Content-Length"));
        assertBytes(2, 5, middle.body());
        assertBytes(7, 10, range("/a.txt", "bytes=7-").body());
        assertBytes(6, 10, range("/a.txt", "bytes=-4").body());
        assertBytes(0, 10, range("/a.txt", "bytes=-400").body());
        assertBytes(1 << 20, (1 << 20) + 5, range("/big", "bytes=1048576-1048580").body());
    }

    @Test
    public void theConnectionLivesOnAfterARange() throws Exception {
        String head = " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + FakeHost.KEY + "\r\n";
        String answers = host.raw("GET " + FILES + "/a.txt" + head + "Range: bytes=2-4\r\n\r\n"
                + "GET /healthz" + head + "Connection: close\r\n\r\n");
        assertTrue(answers, answers.startsWith("HTTP/1.1 206 "));
        assertTrue(answers, answers.endsWith("{\"alive\":true}"));
    }

    @Test
    public void aRangeOutsideIsRefusedWithTheSize() throws Exception {
        for (String range : List.of("bytes=10-", "bytes=99-100", "bytes=-0")) {
            HttpResponse<InputStream> answer = range("/a.txt", range);
            assertEquals(range, 416, answer.statusCode());
            assertEquals("bytes */10", header(answer, "Content-Range"));
            assertEquals("application/problem+json", header(answer, "Content-Type"));
        }
        assertEquals(416, range("/empty", "bytes=0-").statusCode());
    }

    @Test
    public void rangesThatAreNotUnderstoodAreIgnored() throws Exception {
        for (String range : List.of("bytes=1-2,4-5", "bytes=4-2", "bytes=-", "lines=1-2", "bytes=x")) {
            HttpResponse<InputStream> answer = range("/a.txt", range);
            assertEquals(range, 200, answer.statusCode());
            assertBytes(0, 10, answer.body());
        }
    }

    @Test
    public void aRangeOfAFileThatChangedIsIgnored() throws Exception {
        assertEquals(206, range("/a.txt", "bytes=1-2", "If-Range", MODIFIED).statusCode());
        assertEquals(200, range("/a.txt", "bytes=1-2", "If-Range", "Thu, 1 Jan 2026 03:04:05 GMT").statusCode());
        assertEquals(200, range("/a.txt", "bytes=1-2", "If-Range", "\"tag\"").statusCode());
    }

    @Test
    public void aLargeFileGoesDownAndUpUnchanged() throws Exception {
        HttpResponse<InputStream> down = host.stream(host.authorized("GET", FILES + "/big", BodyPublishers.noBody()));
        assertBytes(0, FakeFiles.BIG, down.body());
        HttpResponse<String> up = host.send(host.authorized("PUT", FILES + "/new", BodyPublishers.ofInputStream(Pattern::new))
                .header("If-None-Match", "*"));
        assertEquals("{\"name\":\"new\",\"kind\":\"file\",\"size\":" + FakeFiles.BIG + ",\"modifiedAt\":\"2026-01-02T03:04:05Z\"}", up.body());
        assertEquals(201, up.statusCode());
        assertEquals(List.of("upload /new " + FakeFiles.BIG + " overwrite=false"), List.copyOf(host.fake.calls));
    }

    @Test
    public void anUploadOfAFormIsAFileToo() throws Exception {
        String head = "PUT " + FILES + "/x HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer " + FakeHost.KEY
                + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 2\r\n\r\n";
        /* many, since what would read ahead does so only where the body comes a little later than the head */
        for (int i = 0; i < 100; i++) {
            String answer = host.raw(head, "\0", "\37");
            assertTrue(answer, answer.startsWith("HTTP/1.1 200 "));
        }
        assertEquals(Collections.nCopies(100, "upload /x 2 overwrite=true"), List.copyOf(host.fake.calls));
    }

    @Test
    public void anUploadDoesNotReplaceWhenToldSo() throws Exception {
        HttpResponse<String> answer = host.send(host.authorized("PUT", FILES + "/a.txt", BodyPublishers.noBody())
                .header("If-None-Match", "*"));
        assertEquals(412, answer.statusCode());
    }

    @Test
    public void aDownloadThatBreaksOffIsNotTakenForWhole() throws Exception {
        HttpResponse<InputStream> answer = host.stream(host.authorized("GET", FILES + "/cut", BodyPublishers.noBody()));
        assertEquals(200, answer.statusCode());
        assertThrows(IOException.class, () -> answer.body().readAllBytes());
        assertEquals(200, host.get("/healthz").statusCode());
    }

    @Test
    public void aDownloadThatFailsBeforeItsFirstBlockIsAProblemAndNothingElse() throws Exception {
        for (String range : List.of("", "bytes=5-")) {
            var request = host.authorized("GET", FILES + "/refused", BodyPublishers.noBody());
            HttpResponse<String> answer = host.send(range.isEmpty() ? request : request.header("Range", range));
            assertEquals("{\"type\":\"urn:patchbay:problem:app-failed\",\"title\":\"The connected app did not do it\",\"status\":502,"
                    + "\"detail\":\"The transfer failed.\"}", answer.body());
            assertEquals(502, answer.statusCode());
            assertEquals("application/problem+json", header(answer, "Content-Type"));
            assertEquals("no-store", header(answer, "Cache-Control"));
            for (String name : List.of("Content-Disposition", "Content-Range", "Last-Modified", "Accept-Ranges")) {
                assertEquals("", header(answer, name));
            }
        }
    }

    @Test
    public void anExportThatBreaksOffIsNotTakenForWhole() throws Exception {
        HttpResponse<InputStream> answer = host.stream(
                host.authorized("GET", "/api/v1/connections/export?account=half", BodyPublishers.noBody()));
        assertThrows(IOException.class, () -> answer.body().readAllBytes());
        assertEquals(404, host.get("/api/v1/connections/export?account=nobody").statusCode());
    }

    @Test
    public void aFileThatIsNotThereIsAProblem() throws Exception {
        HttpResponse<String> answer = host.get("/api/v1/connections/con_1/files?path=/none");
        assertEquals(404, answer.statusCode());
        assertEquals("application/problem+json", header(answer, "Content-Type"));
        assertEquals("", header(answer, "Content-Disposition"));
    }

    @Test
    public void foldersAreMadeAndEntriesRenamedAndDeleted() throws Exception {
        HttpResponse<String> made = host.send(host.authorized("POST", FILES + "/d&mkdir=true", BodyPublishers.noBody()));
        assertEquals("201 {\"name\":\"d\",\"kind\":\"folder\"}", made.statusCode() + " " + made.body());
        HttpResponse<String> renamed = host.send(host.authorized("POST", FILES + "/d&rename-to=/e", BodyPublishers.noBody()));
        assertEquals("200 {\"name\":\"e\",\"kind\":\"file\",\"size\":10}", renamed.statusCode() + " " + renamed.body());
        assertEquals(204, host.send(host.authorized("DELETE", FILES + "/e", BodyPublishers.noBody())).statusCode());
        assertEquals(List.of("mkdir /d", "rename /d /e", "rm /e"), List.copyOf(host.fake.calls));
    }

    @Test
    public void anUploadWhoseClientGoesAwayIsNotTakenForWhole() throws Exception {
        String answer = host.raw("PUT " + FILES + "/x HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer "
                + FakeHost.KEY + "\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n\0\r\nnonsense\r\n");
        assertTrue(answer, answer.startsWith("HTTP/1.1 4") || answer.startsWith("HTTP/1.1 502"));
        assertEquals(List.of(), List.copyOf(host.fake.calls));
    }

    /** As many bytes as the large file has. */
    private static final class Pattern extends InputStream {
        private long at;

        @Override
        public int read() {
            return at < FakeFiles.BIG ? FakeFiles.at(at++) & 0xff : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            int count = (int) Math.min(length, FakeFiles.BIG - at);
            for (int i = 0; i < count; i++) {
                bytes[offset + i] = FakeFiles.at(at++);
            }
            return count == 0 ? -1 : count;
        }
    }
}
