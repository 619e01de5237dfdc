package dev.patchbay.app.sftp.internal;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.CopyOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Collection;
import java.util.Set;
import org.apache.sshd.sftp.server.FileHandle;
import org.apache.sshd.sftp.server.SftpFileSystemAccessor;
import org.apache.sshd.sftp.server.SftpSubsystemProxy;

/** Files nobody may change. */
final class ReadOnlyFiles implements SftpFileSystemAccessor {
    @Override
    public SeekableByteChannel openFile(SftpSubsystemProxy sftp, FileHandle handle, Path file, String name,
            Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        if (options.contains(StandardOpenOption.WRITE)) {
            throw new AccessDeniedException(name);
        }
        return SftpFileSystemAccessor.super.openFile(sftp, handle, file, name, options, attributes);
    }

    @Override
    public void createDirectory(SftpSubsystemProxy sftp, Path folder) throws IOException {
        throw new AccessDeniedException(folder.toString());
    }

    @Override
    public void renameFile(SftpSubsystemProxy sftp, Path from, Path to, Collection<CopyOption> options) throws IOException {
        throw new AccessDeniedException(from.toString());
    }

    @Override
    public void removeFile(SftpSubsystemProxy sftp, Path file, boolean folder) throws IOException {
        throw new AccessDeniedException(file.toString());
    }
}
