package dev.patchbay.app.sftp.internal;

import static dev.patchbay.api.Failure.Reason.REMOTE_ERROR;

import dev.patchbay.api.ConnectionFailure;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;

/** A server's refusals (draft-ietf-secsh-filexfer-02 section 7, and what later drafts added) in the contract's terms. */
final class Refusal {
    private static final int LONGEST = 160;

    private Refusal() {}

    static boolean isMissing(SftpException e) {
        return e.getStatus() == SftpConstants.SSH_FX_NO_SUCH_FILE || e.getStatus() == SftpConstants.SSH_FX_NO_SUCH_PATH
                || e.getStatus() == SftpConstants.SSH_FX_NOT_A_DIRECTORY;
    }

    static boolean isDenied(SftpException e) {
        return e.getStatus() == SftpConstants.SSH_FX_PERMISSION_DENIED
                || e.getStatus() == SftpConstants.SSH_FX_WRITE_PROTECT;
    }

    /**
     * What to throw for a path that was refused.
     *
     * @throws ConnectionFailure where the refusal is not about the path
     */
    static IOException of(String path, SftpException e) {
        if (isMissing(e)) {
            return new NoSuchFileException(path);
        }
        return switch (e.getStatus()) {
            case SftpConstants.SSH_FX_FILE_ALREADY_EXISTS -> new FileAlreadyExistsException(path);
            case SftpConstants.SSH_FX_NO_SPACE_ON_FILESYSTEM, SftpConstants.SSH_FX_QUOTA_EXCEEDED ->
                throw new ConnectionFailure(REMOTE_ERROR, "The server has no room left: " + text(e), e);
            case SftpConstants.SSH_FX_BAD_MESSAGE, SftpConstants.SSH_FX_NO_CONNECTION, SftpConstants.SSH_FX_CONNECTION_LOST,
                    SftpConstants.SSH_FX_OP_UNSUPPORTED ->
                throw new ConnectionFailure(REMOTE_ERROR, "The server refused: " + text(e), e);
            default -> new AccessDeniedException(path, null, text(e));
        };
    }

    /** The server's own words as one short line. */
    private static String text(SftpException e) {
        String text = String.valueOf(e.getMessage()).strip().replaceAll("[\\p{Cntrl}]+", " ");
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
