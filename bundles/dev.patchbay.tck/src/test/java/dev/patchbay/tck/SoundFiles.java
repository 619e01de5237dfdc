package dev.patchbay.tck;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.Secret;
import dev.patchbay.api.files.FileEntry;
import dev.patchbay.api.files.FileEntry.Kind;
import dev.patchbay.api.files.FileSession;
import dev.patchbay.api.files.FileTransfer;
import dev.patchbay.api.provider.ConnectionContext;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.api.provider.Field;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Moves files from and to a {@link TinyFileServer}, and keeps to every rule. */
class SoundFiles implements ConnectionProvider, FileTransfer {
    static final Field<String> HOST = Field.host("host", "Server");
    static final Field<Integer> PORT = Field.integer("port", "Port");
    static final Field<Secret> KEY = Field.secret("key", "Key");

    static SampleConnection connection(int port) {
        return SampleConnection.of("key").with(HOST, "127.0.0.1").with(PORT, port).with(KEY, Secret.of(TinyFileServer.RIGHT_KEY));
    }

    @Override
    public ConnectionDefinition definition() {
        return ConnectionDefinition.of("sound-files", "Sound files").allowedHosts("{host}")
                .methods(ConnectionMethod.of("key", "Key").guide("Ask the server's operator.").fields(HOST, PORT, KEY));
    }

    @Override
    public FileSession open(ConnectionContext context) throws Exception {
        Socket socket = context.sockets().createSocket();
        boolean open = false;
        try {
            socket.connect(context.resolve(context.values().get(HOST), context.values().get(PORT)));
            Session session = new Session(socket);
            session.logIn(context.values().get(KEY));
            open = true;
            return session;
        } finally {
            if (!open) {
                socket.close();
            }
        }
    }

    /** One logged-in connection. */
    static class Session implements FileSession {
        private final Socket socket;
        private final DataInputStream in;
        private final DataOutputStream out;

        Session(Socket socket) throws IOException {
            this.socket = socket;
            in = new DataInputStream(socket.getInputStream());
            out = new DataOutputStream(socket.getOutputStream());
        }

        final void logIn(Secret key) throws IOException {
            out.writeUTF(key.reveal());
            if (!in.readUTF().equals("ok")) {
                throw new ConnectionFailure(Reason.CREDENTIALS_REJECTED, "The server refused the key.");
            }
        }

        private String ask(String word, String path) throws IOException {
            out.writeUTF(word);
            out.writeUTF(path);
            return answer(path);
        }

        private String answer(String path) throws IOException {
            out.flush();
            String answer = in.readUTF();
            switch (answer) {
                case "missing" -> throw new NoSuchFileException(path);
                case "exists" -> throw new FileAlreadyExistsException(path);
                case "notempty" -> throw new DirectoryNotEmptyException(path);
                default -> {
                    return answer;
                }
            }
        }

        @Override
        public List<FileEntry> list(String path) throws IOException {
            ask("list", path);
            List<FileEntry> entries = new ArrayList<>();
            for (int count = in.readInt(); count > 0; count--) {
                String name = in.readUTF();
                Kind kind = Kind.valueOf(in.readUTF().toUpperCase(Locale.ROOT));
                entries.add(new FileEntry(name, kind, in.readLong(), null));
            }
            return entries;
        }

        @Override
        public Optional<FileEntry> find(String path) throws IOException {
            try {
                Kind kind = Kind.valueOf(ask("find", path).toUpperCase(Locale.ROOT));
                return Optional.of(new FileEntry(path.substring(path.lastIndexOf('/') + 1), kind, -1, null));
            } catch (NoSuchFileException e) {
                return Optional.empty();
            }
        }

        @Override
        public void read(String path, long offset, OutputStream to) throws IOException {
            out.writeUTF("read");
            out.writeUTF(path);
            out.writeLong(offset);
            answer(path);
            to.write(in.readNBytes(in.readInt()));
        }

        @Override
        public void write(String path, InputStream from) throws IOException {
            out.writeUTF("write");
            out.writeUTF(path);
            byte[] buffer = new byte[8_192];
            for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                out.writeInt(read);
                out.write(buffer, 0, read);
            }
            out.writeInt(0);
            answer(path);
        }

        @Override
        public void makeFolder(String path) throws IOException {
            ask("folder", path);
        }

        @Override
        public void rename(String from, String to) throws IOException {
            out.writeUTF("rename");
            out.writeUTF(from);
            out.writeUTF(to);
            answer(from);
        }

        @Override
        public void delete(String path) throws IOException {
            ask("delete", path);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
