package dev.patchbay.app.sftp.internal;

import static dev.patchbay.api.Failure.Reason.CERTIFICATE;
import static dev.patchbay.api.Failure.Reason.CREDENTIALS_REJECTED;
import static dev.patchbay.api.Failure.Reason.INVALID_INPUT;
import static dev.patchbay.api.Failure.Reason.PERMISSION_MISSING;
import static dev.patchbay.api.Failure.Reason.REMOTE_ERROR;
import static dev.patchbay.api.Failure.Reason.UNREACHABLE;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.files.FileSession;
import dev.patchbay.api.files.FileTransfer;
import dev.patchbay.api.provider.ConnectionContext;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.api.provider.ProvidesConnection;
import dev.patchbay.api.provider.TestRun;
import java.io.IOException;
import org.osgi.service.component.annotations.Component;

/** Connects to SFTP servers with a password, a private key, or both. Stateless and thread-safe. */
@Component(service = ConnectionProvider.class)
@ProvidesConnection("sftp")
public final class SftpConnectionProvider implements ConnectionProvider, FileTransfer {

    @Override
    public ConnectionDefinition definition() {
        return SftpDefinition.DEFINITION;
    }

    @Override
    public void test(TestRun run) throws IOException {
        SftpSettings settings;
        try {
            settings = SftpSettings.of(run);
        } catch (ConnectionFailure unusable) {
            run.step("Read the settings", INVALID_INPUT, () -> {
                throw unusable;
            });
            return;
        }
        try (SftpLogin login = new SftpLogin(run, settings)) {
            run.step("Reach the server", UNREACHABLE, login::reach);
            run.step("Check the host key", CERTIFICATE, login::checkHostKey);
            run.step("Log in", CREDENTIALS_REJECTED, login::logIn);
            run.step("Open the base folder", PERMISSION_MISSING, login::openBase);
            run.step("List the base folder", REMOTE_ERROR, () -> login.session().list("/"));
        }
    }

    @Override
    public FileSession open(ConnectionContext context) throws IOException {
        SftpLogin login = new SftpLogin(context, SftpSettings.of(context));
        boolean open = false;
        try {
            login.reach();
            login.checkHostKey();
            login.logIn();
            login.startSftp();
            open = true;
            return login.session();
        } finally {
            if (!open) {
                login.close();
            }
        }
    }
}
