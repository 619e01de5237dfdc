package dev.patchbay.app.sftp.internal;

import static dev.patchbay.api.Failure.Reason.REMOTE_ERROR;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.files.FileEntry;
import dev.patchbay.api.files.FileSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.Attributes;
import org.apache.sshd.sftp.client.SftpClient.CloseableHandle;
import org.apache.sshd.sftp.client.SftpClient.DirEntry;
import org.apache.sshd.sftp.client.SftpClient.OpenMode;
import org.apache.sshd.sftp.client.extensions.openssh.OpenSSHPosixRenameExtension;
import org.apache.sshd.sftp.common.SftpException;

/**
 * Files of a logged-in session. Version 3 says "failure" for most refusals, so each is told apart by looking.
 */
final class SftpSession implements FileSession {
    private static final long LISTING_LIMIT = 64L << 20;
    private static final int ENTRY_OVERHEAD = 64;
    private static final int TRANSFER_BUFFER = 32 << 10;

    private final SftpClient sftp;
    private final RemotePath paths;
    private final SftpLogin login;

    SftpSession(SftpClient sftp, RemotePath paths, SftpLogin login) {
        this.sftp = sftp;
        this.paths = paths;
        this.login = login;
    }

    @Override
    public List<FileEntry> list(String path) throws IOException {
        try (CloseableHandle folder = sftp.openDir(paths.of(path))) {
            return entries(folder);
        } catch (SftpException e) {
            IOException refused = refused(path, e);
            boolean file = !(refused instanceof NoSuchFileException)
                    && find(path).filter(entry -> entry.kind() == FileEntry.Kind.FILE).isPresent();
            throw file ? new NoSuchFileException(path, null, "a file, not a folder") : refused;
        }
    }

    private List<FileEntry> entries(CloseableHandle folder) throws IOException {
        List<FileEntry> entries = new ArrayList<>();
        long left = LISTING_LIMIT;
        for (List<DirEntry> some = sftp.readDir(folder); some != null; some = sftp.readDir(folder)) {
            for (DirEntry entry : some) {
                String name = entry.getFilename();
                left -= name.length() + ENTRY_OVERHEAD;
                if (!name.isEmpty() && !name.equals(".") && !name.equals("..") && name.indexOf('/') < 0) {
                    entries.add(entry(name, entry.getAttributes()));
                }
            }
            if (left < 0) {
                throw new ConnectionFailure(REMOTE_ERROR, "The server sends too much for a listing.");
            }
        }
        return List.copyOf(entries);
    }

    private static FileEntry entry(String name, Attributes attributes) {
        FileEntry.Kind kind = attributes.isDirectory() ? FileEntry.Kind.FOLDER
                : attributes.isSymbolicLink() ? FileEntry.Kind.LINK
                : attributes.isRegularFile() ? FileEntry.Kind.FILE : FileEntry.Kind.OTHER;
        boolean sized = kind == FileEntry.Kind.FILE && attributes.getFlags().contains(SftpClient.Attribute.Size);
        return new FileEntry(name, kind, sized ? attributes.getSize() : -1,
                attributes.getModifyTime() == null ? null : attributes.getModifyTime().toInstant());
    }

    @Override
    public Optional<FileEntry> find(String path) throws IOException {
        try {
            return Optional.of(entry(RemotePath.name(path), sftp.lstat(paths.of(path))));
        } catch (SftpException e) {
            if (Refusal.isMissing(e)) {
                return Optional.empty();
            }
            throw Refusal.of(path, e);
        }
    }

    @Override
    public void read(String path, long offset, OutputStream out) throws IOException {
        try (InputStream in = sftp.read(paths.of(path), TRANSFER_BUFFER, List.of(OpenMode.Read))) {
            in.skipNBytes(offset);
            in.transferTo(out);
        } catch (SftpException e) {
            throw refused(path, e);
        }
    }

    @Override
    public void write(String path, InputStream in) throws IOException {
        List<OpenMode> replace = List.of(OpenMode.Write, OpenMode.Create, OpenMode.Truncate);
        try (OutputStream out = sftp.write(paths.of(path), TRANSFER_BUFFER, replace)) {
            in.transferTo(out);
        } catch (SftpException e) {
            throw notMade(path, e);
        }
    }

    @Override
    public void makeFolder(String path) throws IOException {
        try {
            sftp.mkdir(paths.of(path));
        } catch (SftpException e) {
            throw find(path).isPresent() ? new FileAlreadyExistsException(path) : notMade(path, e);
        }
    }

    @Override
    public void rename(String from, String to) throws IOException {
        String source = paths.of(from);
        String target = paths.of(to);
        OpenSSHPosixRenameExtension replacing = sftp.getExtension(OpenSSHPosixRenameExtension.class);
        try {
            if (replacing != null && replacing.isSupported()) {
                replacing.posixRename(source, target);
            } else {
                sftp.rename(source, target);
            }
        } catch (SftpException e) {
            if (find(from).isEmpty()) {
                throw new NoSuchFileException(from);
            }
            throw !Refusal.isDenied(e) && find(to).isPresent() ? new FileAlreadyExistsException(to) : notMade(to, e);
        }
    }

    @Override
    public void delete(String path) throws IOException {
        String absolute = paths.of(path);
        if (RemotePath.name(path).isEmpty()) {
            throw new AccessDeniedException(path, null, "the base folder stays");
        }
        boolean folder = find(path).orElseThrow(() -> new NoSuchFileException(path)).kind() == FileEntry.Kind.FOLDER;
        try {
            if (folder) {
                sftp.rmdir(absolute);
            } else {
                sftp.remove(absolute);
            }
        } catch (SftpException e) {
            throw folder && !Refusal.isDenied(e) && !list(path).isEmpty() ? new DirectoryNotEmptyException(path)
                    : refused(path, e);
        }
    }

    /** After a path was refused: missing where nothing is found, else what the server says, or not allowed. */
    private IOException refused(String path, SftpException e) throws IOException {
        return Refusal.isMissing(e) || find(path).isEmpty() ? new NoSuchFileException(path) : Refusal.of(path, e);
    }

    /** After a new path was refused: its folder is missing, or it is not allowed. */
    private IOException notMade(String path, SftpException e) throws IOException {
        String parent = RemotePath.parent(path);
        boolean missing = !Refusal.isDenied(e) && find(parent).isEmpty();
        return missing ? new NoSuchFileException(parent) : Refusal.of(path, e);
    }

    @Override
    public void close() throws IOException {
        login.close();
    }
}
