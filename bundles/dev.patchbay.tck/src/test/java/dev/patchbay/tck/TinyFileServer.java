package dev.patchbay.tck;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A file server in memory with a protocol of its own: a word and its arguments, then a word and what belongs to it. */
final class TinyFileServer implements Closeable {
    static final String RIGHT_KEY = "right-key-0001";
    /** What comes after is read and dropped: a test may write without end. */
    private static final int LARGEST = 4_000_000;
    private static final byte[] FOLDER = new byte[0];

    private final ServerSocket server;
    private final List<Socket> accepted = new CopyOnWriteArrayList<>();
    /** Folders are the very object {@link #FOLDER}. */
    private final Map<String, byte[]> files = new ConcurrentSkipListMap<>(Map.of("/", FOLDER));

    TinyFileServer() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        daemon(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "tiny-file-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                accepted.add(socket);
                daemon(() -> serve(socket));
            }
        } catch (IOException closed) {
            files.clear();
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            if (!in.readUTF().equals(RIGHT_KEY)) {
                out.writeUTF("denied");
                return;
            }
            out.writeUTF("ok");
            while (true) {
                command(in, out);
                out.flush();
            }
        } catch (IOException theClientLeft) {
            accepted.remove(socket);
        }
    }

    private void command(DataInputStream in, DataOutputStream out) throws IOException {
        String word = in.readUTF();
        String path = in.readUTF();
        switch (word) {
            case "find" -> out.writeUTF(files.containsKey(path) ? kind(path) : "missing");
            case "list" -> list(path, out);
            case "read" -> read(path, in.readLong(), out);
            case "write" -> write(path, in, out);
            case "folder" -> out.writeUTF(files.putIfAbsent(path, FOLDER) == null ? "ok" : "exists");
            case "rename" -> rename(path, in.readUTF(), out);
            case "delete" -> delete(path, out);
            default -> throw new IOException("no such word");
        }
    }

    private String kind(String path) {
        return files.get(path) == FOLDER ? "folder" : "file";
    }

    private List<String> children(String folder) {
        String start = folder.endsWith("/") ? folder : folder + "/";
        return files.keySet().stream().filter(p -> p.startsWith(start) && p.length() > start.length()
                && p.indexOf('/', start.length()) < 0).toList();
    }

    private void list(String path, DataOutputStream out) throws IOException {
        if (!files.containsKey(path)) {
            out.writeUTF("missing");
            return;
        }
        out.writeUTF("ok");
        List<String> children = children(path);
        out.writeInt(children.size());
        for (String child : children) {
            out.writeUTF(child.substring(child.lastIndexOf('/') + 1));
            out.writeUTF(kind(child));
            out.writeLong(files.get(child).length);
        }
    }

    private void read(String path, long offset, DataOutputStream out) throws IOException {
        byte[] bytes = files.get(path);
        if (bytes == null) {
            out.writeUTF("missing");
            return;
        }
        out.writeUTF("ok");
        byte[] rest = Arrays.copyOfRange(bytes, (int) offset, bytes.length);
        out.writeInt(rest.length);
        out.write(rest);
    }

    private void write(String path, DataInputStream in, DataOutputStream out) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int length = in.readInt(); length > 0; length = in.readInt()) {
            byte[] chunk = in.readNBytes(length);
            if (bytes.size() < LARGEST) {
                bytes.writeBytes(chunk);
            }
        }
        out.writeUTF("ok");
        files.put(path, bytes.toByteArray());
    }

    private void rename(String from, String to, DataOutputStream out) throws IOException {
        byte[] bytes = files.remove(from);
        if (bytes != null) {
            files.put(to, bytes);
        }
        out.writeUTF(bytes == null ? "missing" : "ok");
    }

    private void delete(String path, DataOutputStream out) throws IOException {
        if (!children(path).isEmpty()) {
            out.writeUTF("notempty");
            return;
        }
        out.writeUTF(files.remove(path) == null ? "missing" : "ok");
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : accepted) {
            socket.close();
        }
    }
}
