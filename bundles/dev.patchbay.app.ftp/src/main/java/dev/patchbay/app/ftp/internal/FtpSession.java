package dev.patchbay.app.ftp.internal;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.files.FileEntry;
import dev.patchbay.api.files.FileSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.apache.commons.net.io.CopyStreamException;

/**
 * Files of a logged-in session (RFC 959, 3659). A server says 550 for "not there" and "not allowed" alike, so each refusal is
 * told apart by looking.
 */
final class FtpSession implements FileSession {
    /** Command or argument not known, not now, not so: the server lacks what was asked for. */
    private static final Set<Integer> UNKNOWN_COMMAND = Set.of(500, 501, 502, 503, 504);
    /** File busy, not there, not yours, name not allowed, and what some servers say of a folder that is there. */
    private static final Set<Integer> PATH_REFUSED = Set.of(450, 521, 550, 551, 553);

    private static final int FAREWELL = 2_000;

    private final GuardedFtpClient ftp;
    private final RemotePath paths;
    private final ZoneId zone;
    private boolean broken;

    FtpSession(GuardedFtpClient ftp, RemotePath paths, ZoneId zone) {
        this.ftp = ftp;
        this.paths = paths;
        this.zone = zone;
    }

    @Override
    public List<FileEntry> list(String path) throws IOException {
        /* changing into it first: arguments of LIST are options and patterns to some servers */
        if (!ftp.changeWorkingDirectory(paths.of(path))) {
            throw notListed(path);
        }
        if (ftp.hasFeature("MLST")) {
            Optional<List<FileEntry>> entries = entries("MLSD", FtpListing.machine());
            if (entries.isPresent()) {
                return entries.get();
            }
        }
        return entries("LIST", FtpListing.human(zone)).orElseThrow(() -> Refusal.of(ftp));
    }

    /** The listing; empty where the server does not know the command. */
    private Optional<List<FileEntry>> entries(String command, FtpListing listing) throws IOException {
        Socket data = ftp.openData(command);
        if (data == null) {
            if (UNKNOWN_COMMAND.contains(ftp.getReplyCode())) {
                return Optional.empty();
            }
            throw Refusal.of(ftp);
        }
        List<FileEntry> entries = listing.read(data, ftp.getControlEncoding());
        if (!ftp.completePendingCommand()) {
            throw Refusal.of(ftp);
        }
        return Optional.of(entries);
    }

    @Override
    public Optional<FileEntry> find(String path) throws IOException {
        String absolute = paths.of(path);
        String name = RemotePath.name(path);
        if (name.isEmpty()) {
            return ftp.changeWorkingDirectory(absolute)
                    ? Optional.of(new FileEntry("", FileEntry.Kind.FOLDER, -1, null))
                    : Optional.empty();
        }
        if (ftp.hasFeature("MLST")) {
            Optional<FileEntry> entry = FtpListing.fact(ftp.mlistFile(absolute), name);
            if (entry.isPresent() || !UNKNOWN_COMMAND.contains(ftp.getReplyCode())) {
                return entry;
            }
        }
        if (!ftp.changeWorkingDirectory(paths.of(RemotePath.parent(path)))) {
            return Optional.empty();
        }
        return list(RemotePath.parent(path)).stream().filter(entry -> entry.name().equals(name)).findFirst();
    }

    @Override
    public void read(String path, long offset, OutputStream out) throws IOException {
        String absolute = paths.of(path);
        ftp.setRestartOffset(offset);
        if (transferred(() -> ftp.retrieveFile(absolute, out))) {
            return;
        }
        /* no resuming there (REST, RFC 3659 section 5): all of it, without its beginning */
        boolean again = offset > 0 && UNKNOWN_COMMAND.contains(ftp.getReplyCode());
        if (!again || !transferred(() -> ftp.retrieveFile(absolute, new TailOutput(out, offset)))) {
            throw refused(path);
        }
    }

    @Override
    public void write(String path, InputStream in) throws IOException {
        String absolute = paths.of(path);
        if (transferred(() -> ftp.storeFile(absolute, in))) {
            return;
        }
        throw notMade(path, pathRefusal());
    }

    @Override
    public void makeFolder(String path) throws IOException {
        if (ftp.makeDirectory(paths.of(path))) {
            return;
        }
        String why = pathRefusal();
        if (find(path).isPresent()) {
            throw new FileAlreadyExistsException(path);
        }
        throw notMade(path, why);
    }

    @Override
    public void rename(String from, String to) throws IOException {
        String source = paths.of(from);
        String target = paths.of(to);
        if (ftp.rnfr(source) / 100 != 3) {
            throw refused(from);
        }
        if (ftp.rnto(target) / 100 == 2) {
            return;
        }
        String why = pathRefusal();
        if (find(from).isEmpty()) {
            throw new NoSuchFileException(from);
        }
        if (find(to).isPresent()) {
            throw new FileAlreadyExistsException(to);
        }
        throw notMade(to, why);
    }

    @Override
    public void delete(String path) throws IOException {
        String absolute = paths.of(path);
        FileEntry entry = find(path).orElseThrow(() -> new NoSuchFileException(path));
        if (entry.name().isEmpty()) {
            throw new AccessDeniedException(path, null, "the base folder stays");
        }
        boolean folder = entry.kind() == FileEntry.Kind.FOLDER;
        if (folder) {
            /* a folder this session stands in, since it listed it, is busy to some servers */
            ftp.changeWorkingDirectory(paths.base());
        }
        if (folder ? ftp.removeDirectory(absolute) : ftp.deleteFile(absolute)) {
            return;
        }
        String why = pathRefusal();
        if (folder && !list(path).isEmpty()) {
            throw new DirectoryNotEmptyException(path);
        }
        throw new AccessDeniedException(path, null, why);
    }

    /** The text of a refusal that is about a path; any other refusal is thrown. */
    private String pathRefusal() {
        if (!PATH_REFUSED.contains(ftp.getReplyCode()) || Refusal.isOfDataConnection(ftp)) {
            throw Refusal.of(ftp);
        }
        return Refusal.text(ftp);
    }

    /** After a path was refused: missing where nothing is found, else not allowed. */
    private IOException refused(String path) throws IOException {
        String why = pathRefusal();
        return find(path).isPresent() ? new AccessDeniedException(path, null, why) : new NoSuchFileException(path);
    }

    private IOException notListed(String path) throws IOException {
        IOException refused = refused(path);
        boolean file = refused instanceof AccessDeniedException
                && find(path).filter(entry -> entry.kind() == FileEntry.Kind.FILE).isPresent();
        return file ? new NoSuchFileException(path, null, "a file, not a folder") : refused;
    }

    /** After a new path was refused: its folder is missing, or it is not allowed. */
    private IOException notMade(String path, String why) throws IOException {
        String parent = RemotePath.parent(path);
        return find(parent).isPresent() ? new AccessDeniedException(path, null, why) : new NoSuchFileException(parent);
    }

    /** A transfer that ends by an exception leaves the control connection between two replies: no farewell then. */
    private boolean transferred(Transfer transfer) throws IOException {
        broken = true;
        try {
            boolean done = transfer.run();
            broken = false;
            return done;
        } catch (CopyStreamException e) {
            throw explained(e.getIOException());
        } catch (SocketException | SSLException e) {
            throw explained(e);
        }
    }

    /** A server that ends a data connection often says why on the other one. */
    private IOException explained(IOException broken) {
        if (broken instanceof SocketException || broken instanceof SSLException) {
            ftp.waitingRefusal().ifPresent(refusal -> {
                throw refusal;
            });
        }
        return broken;
    }

    @FunctionalInterface
    private interface Transfer {
        boolean run() throws IOException;
    }

    @Override
    public void close() throws IOException {
        try {
            if (!broken && ftp.isConnected()) {
                ftp.setSoTimeout(FAREWELL);
                ftp.logout();
            }
        } catch (IOException | ConnectionFailure gone) {
            /* what was asked for is done; a server that hangs up before the farewell changes nothing */
            broken = true;
        } finally {
            ftp.disconnect();
        }
    }
}
