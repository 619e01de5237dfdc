package dev.patchbay.acceptance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The control connection of an FTP server (RFC 959) that names any data address it was told to, and never opens one. A refused
 * log-in repeats the password, as bad servers do.
 */
final class ScriptedFtpServer implements AutoCloseable {
    private final ServerSocket socket;
    private final String passiveAddress;
    private final int passivePort;
    private final List<String> commands = new CopyOnWriteArrayList<>();

    ScriptedFtpServer(String address, int port, String passiveAddress, int passivePort) throws IOException {
        this.passiveAddress = passiveAddress;
        this.passivePort = passivePort;
        socket = new ServerSocket(port, 50, InetAddress.getByName(address));
        Thread thread = new Thread(this::serve, "scripted-ftp");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    /** The commands so far, without their arguments. */
    List<String> commands() {
        return List.copyOf(commands);
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept();
                    BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
                send(client, "220 ready");
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    String[] words = line.split(" ", 2);
                    commands.add(words[0]);
                    send(client, answer(words[0], words.length > 1 ? words[1] : ""));
                }
            } catch (IOException gone) {
                continue;
            }
        }
    }

    private String answer(String command, String argument) {
        return switch (command) {
            case "USER" -> "331 password?";
            case "PASS" -> argument.equals("word") ? "230 welcome" : "530 the password " + argument + " is wrong";
            case "PWD" -> "257 \"/\" is where you are";
            case "PASV" -> "227 Entering Passive Mode (" + passiveAddress.replace('.', ',') + ',' + (passivePort >> 8) + ','
                    + (passivePort & 255) + ')';
            case "CWD", "TYPE", "NOOP", "OPTS", "STRU", "MODE", "PBSZ", "PROT" -> "200 yes";
            case "MLSD", "LIST", "NLST" -> "425 no data connection";
            case "QUIT" -> "221 bye";
            default -> "502 not here";
        };
    }

    private static void send(Socket client, String line) throws IOException {
        client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
