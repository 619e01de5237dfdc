package dev.patchbay.app.ftp.internal;

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
import java.security.GeneralSecurityException;
import org.osgi.service.component.annotations.Component;

/** Connects to FTP servers, in clear, with explicit and with implicit TLS. Stateless and thread-safe. */
@Component(service = ConnectionProvider.class)
@ProvidesConnection("ftp")
public final class FtpConnectionProvider implements ConnectionProvider, FileTransfer {

    @Override
    public ConnectionDefinition definition() {
        return FtpDefinition.DEFINITION;
    }

    @Override
    public void test(TestRun run) throws IOException {
        FtpSettings settings;
        try {
            settings = FtpSettings.of(run.values());
        } catch (ConnectionFailure unusable) {
            run.step("Read the settings", INVALID_INPUT, () -> {
                throw unusable;
            });
            return;
        }
        try (FtpLogin login = new FtpLogin(run, settings)) {
            run.step("Reach the server", UNREACHABLE, login::reach);
            if (settings.encrypted()) {
                run.step("Secure the line", CERTIFICATE, login::secure);
            }
            run.step("Log in", CREDENTIALS_REJECTED, login::logIn);
            run.step("Open the base folder", PERMISSION_MISSING, login::openBase);
            run.step("List the base folder", REMOTE_ERROR, () -> login.session().list("/"));
        }
    }

    @Override
    public FileSession open(ConnectionContext context) throws IOException, GeneralSecurityException {
        FtpSettings settings = FtpSettings.of(context.values());
        FtpLogin login = new FtpLogin(context, settings);
        boolean open = false;
        try {
            login.reach();
            if (settings.encrypted()) {
                login.secure();
            }
            login.logIn();
            open = true;
            return login.session();
        } finally {
            if (!open) {
                login.close();
            }
        }
    }
}
