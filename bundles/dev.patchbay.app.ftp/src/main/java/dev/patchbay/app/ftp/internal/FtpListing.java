package dev.patchbay.app.ftp.internal;

import static dev.patchbay.api.Failure.Reason.REMOTE_ERROR;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.files.FileEntry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import org.apache.commons.net.ftp.FTPClientConfig;
import org.apache.commons.net.ftp.FTPFile;
import org.apache.commons.net.ftp.FTPFileEntryParser;
import org.apache.commons.net.ftp.parser.CompositeFileEntryParser;
import org.apache.commons.net.ftp.parser.MLSxEntryParser;
import org.apache.commons.net.ftp.parser.NTFTPEntryParser;
import org.apache.commons.net.ftp.parser.UnixFTPEntryParser;
import org.jspecify.annotations.Nullable;

/**
 * Reads one listing line by line: {@code MLSD} (RFC 3659 section 7), or {@code LIST} as Unix and Windows servers write it.
 * The parser is chosen here and never by the name a server gives to its system, by which commons-net would load classes.
 */
final class FtpListing {
    private static final long LIMIT = 64L << 20;

    private final FTPFileEntryParser parser;
    private final List<FileEntry> entries = new ArrayList<>();
    private int unread;

    private FtpListing(FTPFileEntryParser parser) {
        this.parser = parser;
    }

    /** For the replies of {@code MLSD} and {@code MLST}. */
    static FtpListing machine() {
        return new FtpListing(MLSxEntryParser.getInstance());
    }

    /** For the reply of {@code LIST}, with local times of this zone. */
    static FtpListing human(ZoneId zone) {
        return new FtpListing(new CompositeFileEntryParser(new FTPFileEntryParser[] {
            new UnixFTPEntryParser(in(zone, FTPClientConfig.SYST_UNIX)), new NTFTPEntryParser(in(zone, FTPClientConfig.SYST_NT))
        }));
    }

    private static FTPClientConfig in(ZoneId zone, String system) {
        FTPClientConfig config = new FTPClientConfig(system);
        config.setServerTimeZoneId(TimeZone.getTimeZone(zone).getID());
        return config;
    }

    /** The entries that come by this data connection, which is closed at the end. */
    List<FileEntry> read(Socket data, String encoding) throws IOException {
        try (data;
                BufferedReader lines = new BufferedReader(new InputStreamReader(
                        new BoundedInput(data.getInputStream(), LIMIT, "a listing"), encoding))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                add(line);
            }
        }
        if (entries.isEmpty() && unread > 0) {
            throw new ConnectionFailure(REMOTE_ERROR, "The server's listing has a form this integration does not read.");
        }
        return List.copyOf(entries);
    }

    private void add(String line) {
        if (line.isBlank() || line.startsWith("total ")) {
            return;
        }
        FTPFile file = parser.parseFTPEntry(line);
        if (file == null) {
            unread++;
        } else if (!isFolderItself(file)) {
            entries.add(entry(lastPart(file.getName()), file));
        }
    }

    /** The entry in the one line of an {@code MLST} reply, under the name it was asked for. */
    static Optional<FileEntry> fact(@Nullable FTPFile file, String name) {
        return Optional.ofNullable(file).map(f -> entry(name, f));
    }

    private static boolean isFolderItself(FTPFile file) {
        String name = lastPart(file.getName());
        String facts = facts(file);
        return name.isEmpty() || name.equals(".") || name.equals("..")
                || facts.contains("type=cdir;") || facts.contains("type=pdir;");
    }

    private static String lastPart(@Nullable String name) {
        return name == null ? "" : name.substring(name.lastIndexOf('/') + 1);
    }

    private static FileEntry entry(String name, FTPFile file) {
        FileEntry.Kind kind = kind(file);
        Instant modified = file.getTimestampInstant();
        return new FileEntry(name, kind, kind == FileEntry.Kind.FILE ? file.getSize() : -1, modified);
    }

    private static FileEntry.Kind kind(FTPFile file) {
        if (file.isDirectory()) {
            return FileEntry.Kind.FOLDER;
        }
        if (file.isFile()) {
            return FileEntry.Kind.FILE;
        }
        boolean link = file.isSymbolicLink() || facts(file).contains("type=os.unix=slink")
                || facts(file).contains("type=os.unix=symlink");
        return link ? FileEntry.Kind.LINK : FileEntry.Kind.OTHER;
    }

    /** The facts before the name, lower case. */
    private static String facts(FTPFile file) {
        String raw = String.valueOf(file.getRawListing());
        int end = raw.indexOf(' ');
        return (end < 0 ? raw : raw.substring(0, end)).toLowerCase(Locale.ROOT);
    }
}
