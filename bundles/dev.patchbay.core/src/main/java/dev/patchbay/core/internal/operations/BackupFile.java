package dev.patchbay.core.internal.operations;

import dev.patchbay.api.Secret;
import dev.patchbay.core.internal.base.OwnerOnly;
import dev.patchbay.host.vault.Vault;
import dev.patchbay.host.vault.VaultException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;

/**
 * A backup as one file, sealed as a whole under a passphrase of its own. Inside: a mark, the version of this form, the root key
 * sealed under the same passphrase, and the database with its length before it.
 */
final class BackupFile {
    private static final String MARK = "patchbay-backup";
    private static final int VERSION = 1;
    private static final int LONGEST_ROOT = 1 << 16;
    private static final int BUFFER = 1 << 16;

    private final Vault vault;

    BackupFile(Vault vault) {
        this.vault = vault;
    }

    /** Writes it beside its place and renames it when it is whole and durable; replaces nothing. */
    void write(Path file, Path database, byte[] sealedRoot, Secret passphrase) throws IOException {
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        Path folder = Path.of("").toAbsolutePath().resolve(file).normalize().getParent();
        Path part = folder.resolve(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        boolean done = false;
        try {
            Files.createFile(part, OwnerOnly.attributes(folder));
            FileChannel channel = FileChannel.open(part, EnumSet.of(StandardOpenOption.WRITE));
            try (OutputStream durable = new Durable(channel)) {
                stream(durable, database, sealedRoot, passphrase);
            }
            Files.move(part, file);
            OwnerOnly.sync(folder);
            done = true;
        } finally {
            if (!done) {
                Files.deleteIfExists(part);
            }
        }
    }

    /** Writes it to a stream, which is closed when it is whole, and left as it is where something fails before. */
    void stream(OutputStream to, Path database, byte[] sealedRoot, Secret passphrase) throws IOException {
        DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(vault.sealing(passphrase, to), BUFFER));
        content(out, database, sealedRoot);
        out.close();
    }

    private static void content(DataOutputStream out, Path database, byte[] sealedRoot) throws IOException {
        out.writeUTF(MARK);
        out.writeInt(VERSION);
        out.writeInt(sealedRoot.length);
        out.write(sealedRoot);
        out.writeLong(Files.size(database));
        Files.copy(database, out);
    }

    /**
     * Reads the whole of it, which checks every tag.
     *
     * @param database where the database goes, a new file
     * @return the sealed root key
     */
    byte[] read(Path file, Path database, Secret passphrase) throws IOException {
        try (InputStream sealed = new BufferedInputStream(Files.newInputStream(file), BUFFER);
                DataInputStream in = new DataInputStream(
                        new BufferedInputStream(vault.opening(passphrase, sealed), BUFFER))) {
            if (!in.readUTF().equals(MARK)) {
                throw damaged("This is no backup of Patchbay.");
            }
            int version = in.readInt();
            if (version != VERSION) {
                throw damaged("The backup has the form " + version + "; this program knows " + VERSION + ".");
            }
            byte[] root = new byte[length(in.readInt(), LONGEST_ROOT)];
            in.readFully(root);
            long size = in.readLong();
            Files.createFile(database, OwnerOnly.attributes(database));
            try (OutputStream out = Files.newOutputStream(database)) {
                if (in.transferTo(out) != size) {
                    throw damaged("The backup's database has another length than it should.");
                }
            }
            return root;
        }
    }

    private static int length(int length, int most) {
        if (length < 0 || length > most) {
            throw damaged("The backup is damaged.");
        }
        return length;
    }

    private static VaultException damaged(String sentence) {
        return new VaultException(VaultException.Reason.TAMPERED, sentence, null);
    }

    /** A file that is on the disk when it is closed. */
    private static final class Durable extends FilterOutputStream {
        private final FileChannel channel;

        Durable(FileChannel channel) {
            super(Channels.newOutputStream(channel));
            this.channel = channel;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            if (channel.isOpen()) {
                channel.force(true);
                channel.close();
            }
        }
    }
}
