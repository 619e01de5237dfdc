package dev.patchbay.egress.internal;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.host.egress.EgressCall;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPSClient;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.ssl.SslConfigurationFactory;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.apache.ftpserver.usermanager.impl.WritePermission;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The guarded sockets under a real FTP client and a real FTP server. */
public class FtpTest {
    @ClassRule
    public static final TemporaryFolder FOLDER = new TemporaryFolder();
    private static Certificates certificates;

    private FtpServer server;
    private int port;

    @Before
    public void listen() throws Exception {
        if (certificates == null) {
            certificates = Certificates.in(FOLDER.getRoot().toPath());
        }
        SslConfigurationFactory ssl = new SslConfigurationFactory();
        ssl.setKeystoreFile(certificates.store.toFile());
        ssl.setKeystorePassword(Certificates.password());
        ListenerFactory listener = new ListenerFactory();
        listener.setServerAddress("127.0.0.1");
        listener.setPort(0);
        listener.setSslConfiguration(ssl.createSslConfiguration());
        FtpServerFactory factory = new FtpServerFactory();
        factory.addListener("default", listener.createListener());
        BaseUser user = new BaseUser();
        user.setName("user");
        user.setPassword("password");
        user.setHomeDirectory(FOLDER.newFolder().getPath());
        user.setAuthorities(List.of(new WritePermission()));
        factory.getUserManager().save(user);
        server = factory.createServer();
        server.start();
        port = factory.getListener("default").getPort();
    }

    @After
    public void hangUp() {
        server.stop();
    }

    private static EgressCall call() {
        return TestCalls.call(TestCalls.policy(Map.of("allow", "app.example", "ca-file", certificates.pem.toString())),
                TestCalls.names(), "app.example");
    }

    private void logIn(FTPClient client, EgressCall call) throws IOException {
        client.setSocketFactory(call.sockets());
        client.setServerSocketFactory(call.serverSockets());
        client.connect(call.resolve("app.example", port).getAddress(), port);
        assertTrue(client.getReplyString(), client.login("user", "password"));
        client.setFileType(FTP.BINARY_FILE_TYPE);
    }

    private static void assertTransfers(FTPClient client, EgressCall call) throws IOException {
        byte[] content = new byte[300_000];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) (i * 31);
        }
        assertTrue(client.getReplyString(), client.storeFile("a.bin", new ByteArrayInputStream(content)));
        ByteArrayOutputStream back = new ByteArrayOutputStream();
        assertTrue(client.getReplyString(), client.retrieveFile("a.bin", back));
        assertArrayEquals(content, back.toByteArray());
        assertEquals("a.bin", client.listFiles()[0].getName());
        assertTrue(call.transferred() > 2 * content.length);
    }

    @Test
    public void passiveTransfersOnlyNeedTheHostsName() throws Exception {
        try (EgressCall call = call()) {
            FTPClient client = new FTPClient();
            logIn(client, call);
            client.enterLocalPassiveMode();
            assertTransfers(client, call);
            client.setUseEPSVwithIPv4(true);
            assertTransfers(client, call);
        }
    }

    @Test
    public void activeTransfersComeBackToAListeningSocketOfTheCall() throws Exception {
        try (EgressCall call = call()) {
            FTPClient client = new FTPClient();
            logIn(client, call);
            client.enterLocalActiveMode();
            assertTransfers(client, call);
        }
    }

    @Test
    public void tlsCoversControlAndDataConnections() throws Exception {
        try (EgressCall call = call()) {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {call.trustManager()}, null);
            LayeringFtpsClient client = new LayeringFtpsClient(context);
            logIn(client, call);
            client.execPBSZ(0);
            client.execPROT("P");
            client.setSocketFactory(call.sockets()); // execPROT puts its own there, which nobody guards
            client.setServerSocketFactory(call.serverSockets());
            client.enterLocalPassiveMode();
            assertTransfers(client, call);
            client.enterLocalActiveMode();
            assertTransfers(client, call);
        }
    }

    /** Layers TLS over the guarded data socket. */
    private static final class LayeringFtpsClient extends FTPSClient {
        private final SSLContext context;

        LayeringFtpsClient(SSLContext context) {
            super(false, context);
            this.context = context;
        }

        @Override
        protected Socket _openDataConnection_(String command, String argument) throws IOException {
            Socket plain = super._openDataConnection_(command, argument);
            SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, "app.example", plain.getPort(), true);
            socket.setUseClientMode(true);
            socket.startHandshake();
            return socket;
        }
    }

    @Test
    public void aServerThatPointsDataElsewhereIsRefused() throws Exception {
        try (EgressCall call = call(); LoopbackServer liar = new LoopbackServer((in, out) -> {
            out.write("220 hi\r\n".getBytes());
            while (true) {
                String line = line(in);
                out.write((line.startsWith("PASV") ? "227 (10,0,0,1,200,10)\r\n" : "230 fine\r\n").getBytes());
            }
        }); LogLines log = new LogLines()) {
            FTPClient client = new FTPClient();
            client.setIpAddressFromPasvResponse(true);
            client.setPassiveNatWorkaroundStrategy(null);
            client.setSocketFactory(call.sockets());
            client.connect(call.resolve("app.example", liar.port()).getAddress(), liar.port());
            client.enterLocalPassiveMode();
            assertThrows(ConnectionFailure.class, client::listNames);
            assertTrue(log.all().toString(), log.all().contains("WARN refused 10.0.0.1 is not one of the hosts this connection may reach"));
            assertEquals("nothing but the control connection", 1, log.all().stream().filter(l -> l.contains(" connect ")).count());
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("hung up");
            }
            line.append((char) b);
        }
        return line.toString();
    }
}
