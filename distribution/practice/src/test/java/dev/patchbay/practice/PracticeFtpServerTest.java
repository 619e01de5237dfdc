package dev.patchbay.practice;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLSocket;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPSClient;
import org.junit.Test;

public class PracticeFtpServerTest {
    private static void move(FTPClient client, PracticeFtpServer server, int port) throws Exception {
        client.connect(InetAddress.getByName(PracticeFtpServer.HOST), port);
        try {
            assertTrue(client.login(PracticeFtpServer.USER, server.password()));
            if (client instanceof FTPSClient tls) {
                tls.execPBSZ(0);
                tls.execPROT("P");
            }
            client.enterLocalPassiveMode();
            client.setFileType(FTP.BINARY_FILE_TYPE);
            assertTrue(client.storeFile("/a.txt", new ByteArrayInputStream("hello".getBytes(StandardCharsets.UTF_8))));
        } finally {
            client.disconnect();
        }
        assertEquals("hello", Files.readString(server.home().resolve("a.txt")));
        Files.delete(server.home().resolve("a.txt"));
    }

    @Test
    public void itTakesFilesInClearAndWithBothKindsOfTls() throws Exception {
        try (PracticeFtpServer server = PracticeFtpServer.start()) {
            move(new FTPClient(), server, server.port());
            move(new FTPSClient(false), server, server.port());
            move(new FTPSClient(true), server, server.implicitPort());
        }
    }

    @Test
    public void onlyTheRightPasswordGoesIn() throws Exception {
        try (PracticeFtpServer server = PracticeFtpServer.start()) {
            for (String[] login : new String[][] {{PracticeFtpServer.USER, "wrong"}, {"anonymous", ""}, {"admin", server.password()}}) {
                FTPClient client = new FTPClient();
                client.connect(InetAddress.getByName(PracticeFtpServer.HOST), server.port());
                assertFalse(client.login(login[0], login[1]));
                assertEquals(530, client.getReplyCode());
                client.disconnect();
            }
        }
    }

    @Test
    public void itShowsTheCertificateItNames() throws Exception {
        try (PracticeFtpServer server = PracticeFtpServer.start()) {
            X509Certificate[] shown = new X509Certificate[1];
            FTPSClient client = new FTPSClient(true) {
                @Override
                protected void _connectAction_() throws java.io.IOException {
                    super._connectAction_();
                    shown[0] = (X509Certificate) ((SSLSocket) _socket_).getSession().getPeerCertificates()[0];
                }
            };
            client.connect(InetAddress.getByName(PracticeFtpServer.HOST), server.implicitPort());
            client.disconnect();
            assertEquals(server.certificate(), shown[0]);
        }
    }

    @Test
    public void everyStartHasAPasswordOfItsOwnAndCleansUp() throws Exception {
        Path first;
        String password;
        try (PracticeFtpServer server = PracticeFtpServer.start()) {
            first = server.home();
            password = server.password();
            Files.writeString(first.resolve("left.txt"), "left");
        }
        assertFalse(Files.exists(first));
        try (PracticeFtpServer server = PracticeFtpServer.start()) {
            assertNotEquals(password, server.password());
        }
    }

    @Test
    public void aFolderOfOnesOwnStays() throws Exception {
        Path home = Files.createTempDirectory("patchbay-test-practice-");
        try (PracticeFtpServer server = PracticeFtpServer.start(home, 0, 0)) {
            assertEquals(home, server.home());
        }
        assertTrue(Files.exists(home));
        Files.delete(home);
    }
}
