package dev.patchbay.core.internal.operations;

import dev.patchbay.api.Secret;
import dev.patchbay.core.internal.base.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/** A copy of the database that is there while something is made of it, and gone afterwards whatever came of that. */
final class Snapshot {
    /** What a backup is made of. */
    @FunctionalInterface
    interface Use {
        void run(Path copy, byte[] sealedRoot) throws IOException;
    }

    private Snapshot() {}

    static void take(Ground ground, Secret passphrase, Use use) throws IOException {
        Path copy = file(ground, "backup");
        try {
            ground.store().snapshot(copy);
            use.run(copy, ground.vault().sealRootFor(passphrase));
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    /** A new file in the folder for what is in the making. */
    static Path file(Ground ground, String purpose) throws IOException {
        byte[] name = new byte[8];
        ground.random().nextBytes(name);
        return OwnerOnly.temporary(ground.data()).resolve(purpose + '-' + HexFormat.of().formatHex(name) + ".db");
    }
}
