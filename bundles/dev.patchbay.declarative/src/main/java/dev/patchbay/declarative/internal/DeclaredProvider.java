package dev.patchbay.declarative.internal;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.declaration.DeclarationException;
import dev.patchbay.declaration.Declarations;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import org.osgi.framework.Bundle;

/**
 * A provider that is a file. Keeps nothing of it: the host asks once and has a copy of its own then. Thread-safe.
 */
final class DeclaredProvider implements ConnectionProvider {
    private final Bundle bundle;
    private final String file;

    DeclaredProvider(Bundle bundle, String file) {
        this.bundle = bundle;
        this.file = file;
    }

    /**
     * Reads the file.
     *
     * @throws ConnectionFailure {@code INVALID_INPUT} with one line for each fault
     */
    @Override
    public ConnectionDefinition definition() {
        try {
            return Declarations.read(file, bytes()).definition();
        } catch (DeclarationException e) {
            throw new ConnectionFailure(Reason.INVALID_INPUT, e.getMessage());
        } catch (IOException e) {
            throw new ConnectionFailure(Reason.UNEXPECTED, file + " cannot be read out of its bundle: install it again.", e);
        }
    }

    private byte[] bytes() throws IOException {
        URL entry = bundle.getEntry(file);
        if (entry == null) {
            throw new IOException("the entry is gone");
        }
        try (InputStream in = entry.openStream()) {
            return in.readNBytes(Declarations.LARGEST + 1);
        }
    }
}
