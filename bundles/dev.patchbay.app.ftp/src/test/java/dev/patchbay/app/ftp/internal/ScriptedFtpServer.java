package dev.patchbay.app.ftp.internal;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A small FTP server that says what a test tells it to, for the quirks a good server does not have. */
final class ScriptedFtpServer implements AutoCloseable {
    private final ServerSocket control;
    private final ServerSocket data;
    private final Thread thread;
    private final Charset encoding;
    private final Map<String, String> replies = new ConcurrentHashMap<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private byte[] served = new byte[0];
    private volatile byte[] stored = new byte[0];
    private volatile boolean hangsUp;

    ScriptedFtpServer(Charset encoding) throws IOException {
        this.encoding = encoding;
        control = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
        data = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
        replies.putAll(Map.of("greeting", "220 ready", "USER", "331 password", "PASS", "230 in", "TYPE", "200 ok",
                "CWD", "250 ok", "PWD", "257 \"/home/anna\" here", "QUIT", "221 bye", "REST", "350 go on", "end", "226 done"));
        replies.put("PASV", pasv("127,0,0,1"));
        replies.put("LIST", "150 here");
        replies.put("RETR", "150 here");
        replies.put("STOR", "150 give");
        thread = new Thread(this::serve, "scripted-ftp");
        thread.setDaemon(true);
    }

    /** A PASV reply with the real port and any address. */
    String pasv(String address) {
        return "227 here (" + address + "," + data.getLocalPort() / 256 + "," + data.getLocalPort() % 256 + ")";
    }

    /** What to reply to a command ({@code greeting} and {@code end} for those moments); without one it is unknown. */
    ScriptedFtpServer reply(String command, String line) {
        replies.put(command, line);
        return this;
    }

    /** What data connections send. */
    ScriptedFtpServer serve(byte[] bytes) {
        served = bytes.clone();
        return this;
    }

    /** Ends uploads at once. */
    ScriptedFtpServer hangUp() {
        hangsUp = true;
        return this;
    }

    ScriptedFtpServer start() {
        thread.start();
        return this;
    }

    int port() {
        return control.getLocalPort();
    }

    /** The commands, as they came. */
    List<String> heard() {
        return List.copyOf(heard);
    }

    byte[] stored() {
        return stored.clone();
    }

    private void serve() {
        while (!control.isClosed()) {
            try (Socket client = control.accept()) {
                talk(client);
            } catch (IOException e) {
                heard.add("(connection ended)");
            }
        }
    }

    private void talk(Socket client) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(client.getInputStream(), encoding));
        say(client, replies.get("greeting"));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            heard.add(line);
            String command = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
            String reply = replies.getOrDefault(command, "502 unknown");
            boolean opens = reply.startsWith("150");
            Socket transfer = opens ? data.accept() : null;
            say(client, reply);
            if (transfer != null) {
                transfer(transfer, command.equals("STOR"));
                say(client, replies.get("end"));
            }
            if (command.equals("REST") && !reply.startsWith("3")) {
                /* the client gives up the data connection it had opened */
                data.accept().close();
            }
            if (command.equals("QUIT")) {
                return;
            }
        }
    }

    private void transfer(Socket socket, boolean stores) throws IOException {
        try (socket) {
            if (hangsUp) {
                socket.setSoLinger(true, 0);
            } else if (stores) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                socket.getInputStream().transferTo(bytes);
                stored = bytes.toByteArray();
            } else {
                socket.getOutputStream().write(served);
            }
        }
    }

    private void say(Socket client, String line) throws IOException {
        client.getOutputStream().write((line + "\r\n").getBytes(encoding));
        client.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        control.close();
        data.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static ScriptedFtpServer utf8() throws IOException {
        return new ScriptedFtpServer(StandardCharsets.UTF_8);
    }
}
