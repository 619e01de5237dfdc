package dev.patchbay.egress.internal;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.provider.HttpCall;
import dev.patchbay.api.provider.HttpReply;
import dev.patchbay.host.egress.EgressCall;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.Test;

public class HttpTest {
    private static final String EMPTY = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    private static URI uri(LoopbackServer server, String path) {
        return URI.create("http://app.example:" + server.port() + path);
    }

    private static HttpReply replyTo(String method, String canned) throws IOException {
        try (LoopbackServer server = LoopbackServer.answering(canned); EgressCall call = TestCalls.call()) {
            return call.http().send(HttpCall.of(method, uri(server, "/")));
        }
    }

    private static HttpReply get(String canned) throws IOException {
        return replyTo("GET", canned);
    }

    private static String requestOf(HttpCall call) throws IOException {
        List<String> heads = Collections.synchronizedList(new ArrayList<>());
        try (LoopbackServer server = new LoopbackServer((in, out) -> {
            heads.add(LoopbackServer.readHead(in));
            out.write(EMPTY.getBytes(StandardCharsets.ISO_8859_1));
        }); EgressCall egress = TestCalls.call()) {
            URI given = call.uri();
            HttpCall aimed = HttpCall.of(call.method(), URI.create(given.toString().replace(":1/", ":" + server.port() + "/")));
            for (HttpCall.Header header : call.headers()) {
                aimed = aimed.header(header.name(), header.value());
            }
            egress.http().send(aimed);
            return heads.get(0).replace(":" + server.port(), ":1");
        }
    }

    @Test
    public void aRequestSaysWhatItMustAndNoMore() throws IOException {
        assertEquals("GET /a%20b/%C3%BC;x?q=%2F&r=a+b HTTP/1.1\r\nHost: app.example:1\r\nConnection: close\r\n"
                + "Accept-Encoding: identity\r\nX-Key: s3cret\r\nUser-Agent: Patchbay\r\n\r\n",
                requestOf(HttpCall.get(URI.create("http://APP.example.:1/a%20b/ü;x?q=%2F&r=a+b#frag"))
                        .header("X-Key", " s3cret ")));
        assertEquals("POST / HTTP/1.1\r\nHost: 127.0.0.1:1\r\nConnection: close\r\nAccept-Encoding: identity\r\n"
                + "User-Agent: mine\r\nContent-Length: 0\r\n\r\n",
                requestOf(HttpCall.of("POST", URI.create("http://127.0.0.1:1/")).header("User-Agent", "mine")));
    }

    @Test
    public void aBodyArrivesWhole() throws IOException {
        List<String> bodies = Collections.synchronizedList(new ArrayList<>());
        try (LoopbackServer server = new LoopbackServer((in, out) -> {
            String head = LoopbackServer.readHead(in);
            assertTrue(head, head.contains("\r\nContent-Length: 9\r\n"));
            bodies.add(new String(in.readNBytes(9), StandardCharsets.UTF_8));
            out.write(EMPTY.getBytes(StandardCharsets.ISO_8859_1));
        }); EgressCall call = TestCalls.call()) {
            call.http().send(HttpCall.post(uri(server, "/"), "text/plain", "grün=ja?"));
        }
        assertEquals(List.of("grün=ja?"), bodies);
    }

    @Test
    public void repliesAreReadToTheirEndHoweverTheyAreFramed() throws IOException {
        assertEquals("hello", get("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello and more").text());
        assertEquals("hello", get("HTTP/1.1 200 OK\r\nContent-Length: 5, 5\r\n\r\nhello").text());
        assertEquals("hello", get("HTTP/1.0 200\r\n\r\nhello").text());
        assertEquals("hello world", get("HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n"
                + "5;ext=\"x\"\r\nhello\r\n006 \r\n world\r\n0\r\nTrailer: x\r\n\r\n").text());
        assertEquals("a length beside chunks means nothing", "hi",
                get("HTTP/1.1 200 OK\r\nContent-Length: 99\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n").text());
        assertEquals("bare LF", "hi", get("HTTP/1.1 200 OK\nContent-Length: 2\n\nhi").text());
    }

    @Test
    public void repliesWithoutABodyHaveNone() throws IOException {
        assertEquals("", replyTo("HEAD", "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n").text());
        assertEquals("", get("HTTP/1.1 204 No Content\r\n\r\nrubbish").text());
        assertEquals("", get("HTTP/1.1 304 Not Modified\r\nContent-Length: 500\r\n\r\n").text());
    }

    @Test
    public void interimRepliesArePassedOver() throws IOException {
        HttpReply reply = get("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
                + "HTTP/1.1 201 Created\r\nX-A: 1\r\nx-a: 2\r\nContent-Length: 0\r\n\r\n");
        assertEquals(201, reply.status());
        assertEquals("1", reply.header("X-A").orElseThrow());
    }

    @Test
    public void whatIsNotHttpIsTheAppsFault() {
        for (String canned : List.of("220 FTP ready\r\n", "HTTP/2 200 OK\r\n\r\n", "HTTP/1.1 99 x\r\n\r\n", "HTTP/1.1 2000\r\n\r\n",
                "HTTP/1.1 200 OK\r\nno colon\r\n\r\n", "HTTP/1.1 200 OK\r\nA: b\r\n folded\r\n\r\n", "HTTP/1.1 200 OK\r\nA : b\r\n\r\n",
                "HTTP/1.1 200 OK\r\nA: b\rc\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: +1\r\n\r\na",
                "HTTP/1.1 200 OK\r\nContent-Length: 1e3\r\n\r\n", "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0x1\r\na\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + "f".repeat(16) + "\r\n")) {
            ConnectionFailure failure = assertThrows(canned, ConnectionFailure.class, () -> get(canned));
            assertEquals(canned, Reason.REMOTE_ERROR, failure.reason());
        }
    }

    @Test
    public void aReplyCutShortIsNoReply() {
        for (String canned : List.of("", "HTTP/1.1 200", "HTTP/1.1 200 OK\r\nA: b\r\n", "HTTP/1.1 100 Continue\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhe",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n")) {
            assertThrows(canned, EOFException.class, () -> get(canned));
        }
    }

    @Test
    public void anEndlessReplyIsCutAtOneMebibyte() throws Exception {
        for (String head : List.of("HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffff\r\n", "HTTP/1.1 200 OK\r\nX-Long: ", "HTTP/1.1 ")) {
            try (LoopbackServer server = new LoopbackServer((in, out) -> {
                LoopbackServer.readHead(in);
                out.write(head.getBytes(StandardCharsets.ISO_8859_1));
                while (true) {
                    out.write(new byte[8_192]);
                }
            }); EgressCall call = TestCalls.call()) {
                ConnectionFailure failure = assertThrows(head, ConnectionFailure.class,
                        () -> call.http().send(HttpCall.get(uri(server, "/"))));
                assertEquals(Reason.REMOTE_ERROR, failure.reason());
                assertTrue("read little more than it keeps", call.transferred() < 2 * ReplyBody.LONGEST);
            }
        }
    }

    @Test
    public void exactlyOneMebibyteIsFine() throws IOException {
        byte[] most = new byte[ReplyBody.LONGEST];
        String text = new String(most, StandardCharsets.ISO_8859_1);
        assertArrayEquals(most, get("HTTP/1.1 200 OK\r\n\r\n" + text).body());
        assertArrayEquals(most, get("HTTP/1.1 200 OK\r\nContent-Length: " + most.length + "\r\n\r\n" + text).body());
    }

    @Test
    public void endlessTinyChunksEndToo() throws Exception {
        try (LoopbackServer server = new LoopbackServer((in, out) -> {
            LoopbackServer.readHead(in);
            out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            while (true) {
                out.write("1;aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\nx\r\n".getBytes(StandardCharsets.ISO_8859_1));
            }
        }); EgressCall call = TestCalls.call()) {
            assertThrows(ConnectionFailure.class, () -> call.http().send(HttpCall.get(uri(server, "/"))));
        }
    }

    @Test
    public void aHostThatDoesNotEvenConnectIsToldFromOneThatDoesNotAnswer() throws Exception {
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
                EgressCall call = TestCalls.hastyCall()) {
            List<Socket> queue = new ArrayList<>();
            try {
                while (queue.size() < 8 && fillsTheQueue(deaf, queue)) {
                    assertTrue(queue.size() <= 8);
                }
                URI uri = URI.create("http://127.0.0.1:" + deaf.getLocalPort() + "/");
                assertThrows(ConnectException.class, () -> call.http().send(HttpCall.get(uri)));
            } finally {
                for (Socket each : queue) {
                    each.close();
                }
            }
        }
    }

    /** One more connection that nobody accepts; false once the kernel takes no more. */
    private static boolean fillsTheQueue(ServerSocket deaf, List<Socket> queue) throws IOException {
        Socket socket = new Socket();
        queue.add(socket);
        try {
            socket.connect(deaf.getLocalSocketAddress(), 300);
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    @Test
    public void aSlowReplyEndsAtTheDeadline() throws Exception {
        try (LoopbackServer server = new LoopbackServer((in, out) -> {
            while (true) { // a drop at a time: no single read is ever slow
                out.write(' ');
                LockSupport.parkNanos(20_000_000);
            }
        }); EgressCall call = TestCalls.hastyCall()) {
            assertThrows(SocketTimeoutException.class, () -> call.http().send(HttpCall.get(uri(server, "/"))));
        }
    }

    @Test
    public void aServerThatReadsNothingEndsAtTheDeadline() throws Exception {
        try (LoopbackServer server = new LoopbackServer((in, out) -> {
            while (true) {
                LockSupport.parkNanos(20_000_000);
                out.write(new byte[0]);
                if (Thread.interrupted()) {
                    return;
                }
            }
        }); EgressCall call = TestCalls.hastyCall()) {
            HttpCall big = HttpCall.post(uri(server, "/"), "text/plain", "x".repeat(64 * 1024 * 1024));
            assertThrows(SocketTimeoutException.class, () -> call.http().send(big));
        }
    }

    @Test
    public void aReplyBeforeTheBodyWasReadIsTheReply() throws Exception {
        try (LoopbackServer server = new LoopbackServer((in, out) -> {
            LoopbackServer.readHead(in);
            out.write("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            in.skipNBytes(100_000);
        }); EgressCall call = TestCalls.call()) {
            assertEquals(413, call.http().send(HttpCall.post(uri(server, "/"), "text/plain", "x".repeat(100_000))).status());
        }
    }

    @Test
    public void redirectsAreRepliesAndNotFollowed() throws Exception {
        try (LoopbackServer trap = LoopbackServer.answering(EMPTY);
                LoopbackServer server = LoopbackServer.answering("HTTP/1.1 302 Found\r\nLocation: http://app.example:"
                        + trap.port() + "/\r\nSet-Cookie: a=b\r\nContent-Length: 0\r\n\r\n");
                EgressCall call = TestCalls.call()) {
            HttpReply reply = call.http().send(HttpCall.get(uri(server, "/")));
            assertEquals(302, reply.status());
            assertEquals("http://app.example:" + trap.port() + "/", reply.header("location").orElseThrow());
            assertEquals(0, trap.visitors());
        }
    }

    @Test
    public void refusedUrlsReachNobody() throws Exception {
        try (LoopbackServer server = LoopbackServer.answering(EMPTY);
                EgressCall call = TestCalls.call(TestCalls.policy(Map.of()), TestCalls.names(), "app.example", "127.0.0.1",
                        "[::1]", "localhost")) {
            for (String host : List.of("app.example", "127.0.0.1", "2130706433", "0x7f.1", "127.1", "[::1]", "[::ffff:127.0.0.1]",
                    "user@app.example", "app.example@127.0.0.1", "other.example", "127.0.0.1.", "[fe80::1%25lo]", "１２７.0.0.1")) {
                refused(call, "http://" + host + ":" + server.port() + "/");
            }
            assertEquals(0, call.transferred());
            assertEquals(0, server.visitors());
        }
    }

    @Test
    public void otherSchemesAndUserInformationAreRefusedEvenWhereTheHostIsAllowed() throws Exception {
        try (LoopbackServer server = LoopbackServer.answering(EMPTY); EgressCall call = TestCalls.call()) {
            String host = "app.example:" + server.port();
            for (String url : List.of("ftp://" + host + "/", "jar:http://" + host + "!/y", "//" + host + "/", "http:" + host,
                    "file:///etc/passwd", "mailto:a@app.example", "javascript:x", "http:///x", "/path")) {
                assertTrue(url, refused(call, url).endsWith("is neither an http nor an https URL"));
            }
            for (String authority : List.of("user@" + host, "user:pw@" + host, "@" + host, "evil%40good@" + host)) {
                assertTrue(authority, refused(call, "http://" + authority + "/").contains("user information"));
            }
            assertEquals(0, server.visitors());
        }
    }

    private static String refused(EgressCall call, String url) {
        ConnectionFailure failure = assertThrows(url, ConnectionFailure.class, () -> call.http().send(HttpCall.get(URI.create(url))));
        assertEquals(url, Reason.EGRESS_REFUSED, failure.reason());
        assertFalse(url, failure.getMessage().contains("user@"));
        return failure.getMessage();
    }

    @Test
    public void headersThatFrameOrRouteARequestAreTheHostsOwn() throws Exception {
        try (LoopbackServer server = LoopbackServer.answering(EMPTY); EgressCall call = TestCalls.call()) {
            for (String name : List.of("Host", "content-length", "Transfer-Encoding", "Connection", "Upgrade", "TE", "Expect",
                    "Proxy-Authorization", "Accept-Encoding", "bad name", "x:", "ü")) {
                HttpCall request = HttpCall.get(uri(server, "/")).header(name, "1");
                assertEquals(name, Reason.INVALID_INPUT,
                        assertThrows(name, ConnectionFailure.class, () -> call.http().send(request)).reason());
            }
            for (String value : List.of("a\u0001b", "snow\u2603", "a\u007f")) {
                HttpCall request = HttpCall.get(uri(server, "/")).header("X-Key", value);
                ConnectionFailure failure = assertThrows(ConnectionFailure.class, () -> call.http().send(request));
                assertFalse(failure.getMessage(), failure.getMessage().contains(value));
            }
            for (String method : List.of("CONNECT", "GET /x HTTP/1.1\r\nA:", "")) {
                assertThrows(ConnectionFailure.class, () -> call.http().send(HttpCall.of(method, uri(server, "/"))));
            }
            assertEquals(0, server.visitors());
        }
    }

    @Test
    public void closingTheCallEndsItsRequestAndNoOther() throws Exception {
        try (LoopbackServer silent = LoopbackServer.silent(); LoopbackServer fine = LoopbackServer.answering(EMPTY);
                EgressCall other = TestCalls.call()) {
            EgressCall call = TestCalls.call();
            CompletableFuture<HttpReply> reply = CompletableFuture.supplyAsync(() -> {
                try {
                    return call.http().send(HttpCall.get(uri(silent, "/")));
                } catch (IOException e) {
                    throw new CompletionException(e);
                }
            });
            silent.awaitVisitor();
            call.close();
            ExecutionException end = assertThrows(ExecutionException.class, () -> reply.get(20, TimeUnit.SECONDS));
            assertTrue(end.toString(), end.getCause() instanceof SocketException);
            assertEquals(200, other.http().send(HttpCall.get(uri(fine, "/"))).status());
        }
    }

    @Test
    public void aNameWithoutAddressIsUnknown() throws Exception {
        try (EgressCall call = TestCalls.call(TestCalls.policy(Map.of()), TestCalls.names(Map.of()), "no.example")) {
            assertThrows(UnknownHostException.class, () -> call.http().send(HttpCall.get(URI.create("http://no.example/"))));
        }
    }

    @Test
    public void theLogHasHostAndAddressOnly() throws Exception {
        try (LogLines log = new LogLines(); LoopbackServer server = LoopbackServer.answering(EMPTY);
                EgressCall call = TestCalls.call()) {
            call.http().send(HttpCall.get(uri(server, "/canary?canary=1")).header("X-Key", "canary"));
            assertEquals(List.of("INFO connect app.example 127.0.0.1:" + server.port()), log.all());
        }
    }

    @Test
    public void fileMayBeLargerThanAReplyAndNotThanItsOwnBound() throws IOException {
        int size = 3 << 20;
        String canned = "HTTP/1.1 200 OK\r\nContent-Length: " + size + "\r\n\r\n" + "x".repeat(size);
        try (LoopbackServer server = LoopbackServer.answering(canned); EgressCall call = TestCalls.call()) {
            HttpCall get = HttpCall.get(uri(server, "/"));
            assertEquals(size, call.http(size, Duration.ofSeconds(20)).send(get).body().length);
            assertEquals(Reason.REMOTE_ERROR,
                    assertThrows(ConnectionFailure.class, () -> call.http(size - 1, Duration.ofSeconds(20)).send(get)).reason());
            assertEquals(Reason.REMOTE_ERROR, assertThrows(ConnectionFailure.class, () -> call.http().send(get)).reason());
        }
    }
}
