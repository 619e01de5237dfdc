package dev.patchbay.core.internal.connect;

import static dev.patchbay.core.internal.HostFixture.ADMIN;
import static dev.patchbay.core.internal.HostFixture.caller;
import static dev.patchbay.core.internal.HostFixture.problem;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.host.access.Scope;
import dev.patchbay.host.connect.CallbackDoctor.Check;
import dev.patchbay.host.connect.CallbackDoctor.Diagnosis;
import dev.patchbay.host.egress.Egress;
import dev.patchbay.host.problem.ProblemType;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.Test;

public class SelfCallDoctorTest {
    private final AtomicReference<URI> publicUrl = new AtomicReference<>();
    private final AtomicReference<Egress> egress = new AtomicReference<>();
    private final SelfCallDoctor doctor = new SelfCallDoctor(publicUrl::get, egress::get, new SecureRandom());

    private static String word(HttpExchange exchange) {
        String path = exchange.getRequestURI().getRawPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The host as it answers, once a proxy has done this to the request. */
    private PublicSide.Answer behind(Consumer<Map<String, String>> proxy) {
        return exchange -> {
            Map<String, String> arrived = PublicSide.arrival(exchange);
            proxy.accept(arrived);
            PublicSide.reply(exchange, 200, "application/json", doctor.echo(word(exchange), arrived).orElseThrow());
        };
    }

    private Diagnosis ask(String prefix, PublicSide.Answer answer) throws IOException {
        try (PublicSide side = new PublicSide(answer)) {
            return ask(side, prefix);
        }
    }

    private Diagnosis ask(PublicSide side, String prefix) {
        publicUrl.set(side.url(prefix));
        egress.set(side.egress());
        return doctor.diagnose(ADMIN);
    }

    private Diagnosis failing(String url, IOException failure) {
        publicUrl.set(URI.create(url));
        egress.set(PublicSide.failing(call -> {
            throw failure;
        }));
        return doctor.diagnose(ADMIN);
    }

    /** The checks that failed by themselves, and not only because another one did. */
    private static List<String> wrong(Diagnosis diagnosis) {
        assertEquals(List.of("scheme", "host", "port", "prefix"), diagnosis.checks().stream().map(Check::name).toList());
        assertEquals(diagnosis.healthy(), diagnosis.checks().stream().allMatch(Check::passed));
        return diagnosis.checks().stream()
                .filter(c -> !c.passed() && !c.detail().startsWith("Not known"))
                .map(Check::name).toList();
    }

    private static void assertWrong(Diagnosis diagnosis, String check, String... says) {
        assertEquals(diagnosis.toString(), List.of(check), wrong(diagnosis));
        String detail = diagnosis.checks().stream().filter(c -> c.name().equals(check)).findFirst().orElseThrow().detail();
        for (String each : says) {
            assertTrue(detail, detail.contains(each));
        }
    }

    @Test
    public void whatArrivesAsPublicUrlSaysIsHealthy() throws Exception {
        try (PublicSide side = new PublicSide(behind(arrived -> { }))) {
            Diagnosis diagnosis = ask(side, "");
            assertEquals(List.of(), wrong(diagnosis));
            assertTrue(diagnosis.healthy());
            assertEquals(side.url("").toString(), diagnosis.publicUrl());
            assertEquals("one way, to itself", List.of(side.url("")), side.selves);
        }
    }

    @Test
    public void aProxyThatSaysHowPeopleComeIsHealthyWithItsPrefixTakenOffOrKept() throws Exception {
        try (PublicSide side = new PublicSide(behind(arrived -> {
            arrived.put("X-Forwarded-Host", "127.0.0.1:" + arrived.get("port"));
            arrived.put("X-Forwarded-Proto", "http");
            arrived.put("X-Forwarded-Prefix", "/patchbay/");
            arrived.put("host", "upstream");
            arrived.put("port", "7070");
            arrived.computeIfPresent("path", (k, path) -> path.replace("/patchbay", ""));
        }))) {
            assertEquals(List.of(), wrong(ask(side, "/patchbay")));
        }
        assertEquals(List.of(), wrong(ask("/patchbay", behind(arrived -> { }))));
    }

    @Test
    public void aTlsProxyThatTellsOnlyTheSchemeIsHealthy() {
        AskedUrl url = new AskedUrl(URI.create("https://connect.example.com/"), "/oauth/callback/doctor-x");
        Map<String, String> arrived = Map.of("scheme", "http", "host", "connect.example.com", "port", "80",
                "path", "/oauth/callback/doctor-x", "x-forwarded-proto", "https");
        assertTrue(CallbackFindings.arrived(url, Arrival.of(arrived)).stream().allMatch(Check::passed));
    }

    @Test
    public void aTlsProxyThatDoesNotTellTheSchemeIsTold() {
        AskedUrl url = new AskedUrl(URI.create("https://connect.example.com"), "/oauth/callback/doctor-x");
        Map<String, String> arrived = Map.of(
                "scheme", "http", "host", "connect.example.com", "port", "80", "path", "/oauth/callback/doctor-x");
        Diagnosis diagnosis = new Diagnosis("", false, CallbackFindings.arrived(url, Arrival.of(arrived)));
        assertWrong(diagnosis, "scheme", "X-Forwarded-Proto: https");
    }

    @Test
    public void aProxyThatSaysAnotherSchemeMeansAnotherPublicUrl() throws Exception {
        assertWrong(ask("", behind(arrived -> {
            arrived.put("X-Forwarded-Proto", "https");
            arrived.put("X-Forwarded-Port", arrived.get("port"));
        })), "scheme", "public.url to https://");
    }

    @Test
    public void aProxyThatKeepsTheHostToItselfIsTold() throws Exception {
        assertWrong(ask("", behind(arrived -> arrived.put("host", "upstream"))), "host", "Host", "upstream");
    }

    @Test
    public void aProxyThatLosesThePortIsTold() throws Exception {
        assertWrong(ask("", behind(arrived -> arrived.put("port", "80"))), "port", "port 80", "X-Forwarded-Port");
    }

    @Test
    public void aPrefixThatTheProxyNamesOtherwiseIsTold() throws Exception {
        assertWrong(ask("/patchbay", behind(arrived -> arrived.put("X-Forwarded-Prefix", "/connections"))),
                "prefix", "/connections", "/patchbay");
    }

    @Test
    public void aPrefixThatIsNotTakenOffIsTold() throws Exception {
        assertWrong(ask("/patchbay", exchange -> PublicSide.reply(exchange, 404, "application/problem+json",
                "{\"type\":\"urn:patchbay:problem:not-found\"}")), "prefix", "take the prefix off", "/patchbay", "no proxy adds it");
    }

    @Test
    public void aProxyThatDoesNotPassThePathOnIsTold() throws Exception {
        assertWrong(ask("", exchange -> PublicSide.reply(exchange, 404, "text/html", "<h1>Not Found</h1>")),
                "prefix", "404", "send everything under");
    }

    @Test
    public void aProxyThatWantsALoginIsTold() throws Exception {
        assertWrong(ask("", exchange -> PublicSide.reply(exchange, 401, "text/html", "")), "prefix", "login (401)");
    }

    @Test
    public void aProxyThatDoesNotReachTheHostIsTold() throws Exception {
        assertWrong(ask("", exchange -> PublicSide.reply(exchange, 502, "text/html", "Bad Gateway")), "port", "http.port");
    }

    @Test
    public void somethingElseThatAnswersIsFoundOut() throws Exception {
        assertWrong(ask("", exchange -> PublicSide.reply(exchange, 200, "text/html", "<h1>Welcome</h1>")),
                "host", "Something else", "text/html");
    }

    @Test
    public void aForeignHostCannotAnswerForThisOne() throws Exception {
        SelfCallDoctor stranger = new SelfCallDoctor(publicUrl::get, egress::get, new SecureRandom());
        EchoCode code = new EchoCode(new SecureRandom());
        assertWrong(ask("", exchange -> {
            String nonce = word(exchange).substring("doctor-".length());
            assertTrue(stranger.echo(nonce, Map.of()).isEmpty());
            PublicSide.reply(exchange, 200, "application/json", code.write(nonce, PublicSide.arrival(exchange)));
        }), "host");
    }

    @Test
    public void aChangedAnswerIsNone() throws Exception {
        assertWrong(ask("", exchange -> {
            String echo = doctor.echo(word(exchange), PublicSide.arrival(exchange)).orElseThrow();
            PublicSide.reply(exchange, 200, "application/json", echo.replace("127.0.0.1", "127.0.0.2"));
        }), "host", "Something else");
    }

    @Test
    public void aRedirectNamesThePublicUrlItLeadsTo() throws Exception {
        Diagnosis tls = ask("", exchange -> PublicSide.redirect(exchange,
                "https://127.0.0.1:" + exchange.getLocalAddress().getPort() + exchange.getRequestURI().getRawPath()));
        assertWrong(tls, "scheme", "redirected (302)", "set public.url to https://127.0.0.1:");
        Diagnosis name = ask("", exchange -> PublicSide.redirect(exchange,
                "http://www.example.com:" + exchange.getLocalAddress().getPort() + exchange.getRequestURI().getRawPath()));
        assertWrong(name, "host", "set public.url to http://www.example.com:");
        Diagnosis prefix = ask("", exchange -> PublicSide.redirect(exchange, "/app" + exchange.getRequestURI().getRawPath()));
        assertWrong(prefix, "prefix", "/app.");
        assertWrong(ask("", exchange -> PublicSide.redirect(exchange, "/login?next=x")), "prefix", "/login:", "pass it on");
        assertWrong(ask("", exchange -> PublicSide.redirect(exchange, "http://[")), "prefix");
        assertWrong(ask("", exchange -> exchange.sendResponseHeaders(302, -1)), "prefix");
    }

    @Test
    public void noAnswerSaysWhatIsMissing() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        try (PublicSide side = new PublicSide(exchange -> { })) {
            publicUrl.set(URI.create("http://127.0.0.1:" + free));
            egress.set(side.egress());
            assertWrong(doctor.diagnose(ADMIN), "port", "Nothing listens at 127.0.0.1 port " + free);
        }
        assertWrong(failing("https://x.example", new SSLException("Unsupported or unrecognized SSL message")),
                "scheme", "x.example port 443 does not speak TLS", "http://");
        assertWrong(failing("https://x.example", new UnknownHostException("x.example")), "host", "x.example has no address");
        assertWrong(failing("https://x.example", new SocketTimeoutException()), "port", "in time");
        assertWrong(failing("http://x.example", new IOException("cut off")), "scheme", "https://");
    }

    @Test
    public void aCertificateNobodyTrustsIsToldApartFromOneOfAnotherName() {
        IOException untrusted = new SSLHandshakeException("PKIX path building failed");
        untrusted.initCause(new CertificateException("no path"));
        assertWrong(failing("https://x.example", untrusted), "scheme", "egress.ca-file");
        IOException other = new SSLException("handshake");
        other.initCause(new CertificateException("No subject alternative DNS name matching x.example found."));
        assertWrong(failing("https://x.example", other), "host", "for another name");
    }

    @Test
    public void aRequestThatIsNotLetOutSaysWhy() {
        publicUrl.set(URI.create("https://x.example"));
        egress.set(PublicSide.failing(call -> {
            throw new ConnectionFailure(Reason.EGRESS_REFUSED, "no connection is opened until egress.ca-file is corrected");
        }));
        assertWrong(doctor.diagnose(ADMIN), "host", "egress.ca-file");
    }

    @Test
    public void withoutAPublicUrlItSaysToSetOne() {
        Diagnosis diagnosis = doctor.diagnose(ADMIN);
        assertWrong(diagnosis, "host", "public.url is not set");
        assertFalse(diagnosis.healthy());
        assertEquals("", diagnosis.publicUrl());
    }

    @Test
    public void theNonceIsGoodForItsRequestOnly() throws Exception {
        AtomicReference<String> seen = new AtomicReference<>("");
        ask("", exchange -> {
            seen.set(word(exchange));
            assertTrue(doctor.echo(seen.get(), Map.of()).isPresent());
            assertTrue(doctor.echo(seen.get() + "x", Map.of()).isEmpty());
            PublicSide.reply(exchange, 200, "application/json", "{}");
        });
        assertTrue(doctor.echo(seen.get(), Map.of()).isEmpty());
        assertTrue(doctor.echo("", Map.of()).isEmpty());
    }

    @Test
    public void itNeedsTheScopeAdminAndAWayOut() {
        problem(ProblemType.FORBIDDEN, () -> doctor.diagnose(caller(null, Scope.READ, Scope.WRITE)));
        publicUrl.set(URI.create("https://x.example"));
        problem(ProblemType.NOT_READY, () -> doctor.diagnose(ADMIN));
    }
}
