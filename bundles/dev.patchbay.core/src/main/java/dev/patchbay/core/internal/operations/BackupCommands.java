package dev.patchbay.core.internal.operations;

import dev.patchbay.api.Secret;
import dev.patchbay.core.internal.audit.AuditChain;
import dev.patchbay.core.internal.base.HostCaller;
import dev.patchbay.core.internal.base.Startup;
import dev.patchbay.host.store.StoreReader;
import dev.patchbay.host.vault.RootKeySource;
import dev.patchbay.host.vault.SealedKey;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** Backup while the host runs, check of a backup, and the way back from one. */
final class BackupCommands {
    private static final String OPTION = "--passphrase-file";
    private static final String QUESTION = "Passphrase of the backup";

    private final Ground ground;
    private final RootKeySource source;
    private final Passphrases passphrases;
    private final BackupFile backups;
    private final PrintStream out;

    BackupCommands(Ground ground, RootKeySource source, Passphrases passphrases, PrintStream out) {
        this.ground = ground;
        this.source = source;
        this.passphrases = passphrases;
        this.backups = new BackupFile(ground.vault());
        this.out = out;
    }

    void backup(String[] given) throws IOException {
        Arguments arguments = Arguments.of(given, 1, Set.of(OPTION), Set.of());
        Path file = Path.of(arguments.word(0)).toAbsolutePath();
        new Startup(ground.store(), ground.vault(), source).unlock();
        Secret passphrase = passphrases.chosen(arguments, OPTION, QUESTION);
        Snapshot.take(ground, passphrase, (copy, root) -> backups.write(file, copy, root, passphrase));
        note("host.backup", Map.of("file", String.valueOf(file.getFileName())));
        out.println("Backup written: " + file + " (" + Files.size(file) + " bytes).");
        out.println("Keep its passphrase in another place than the file; without it the backup opens for nobody.");
    }

    void verify(String[] given) throws IOException {
        Arguments arguments = Arguments.of(given, 1, Set.of(OPTION), Set.of());
        Secret passphrase = passphrases.known(arguments, OPTION, QUESTION);
        Path copy = temporary("verify");
        try {
            byte[] root = backups.read(Path.of(arguments.word(0)).toAbsolutePath(), copy, passphrase);
            ground.vault().adoptRoot(root, passphrase, new Nowhere());
            out.println("The backup is whole and opens. " + ground.store().check(copy));
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    void restore(String[] given) throws IOException {
        Arguments arguments = Arguments.of(given, 1, Set.of(OPTION), Set.of());
        if (!ground.store().read(StoreReader::keys).isEmpty()) {
            throw new Arguments.UsageException(
                    "The data folder holds data already. Restore into an empty one; nothing was changed.");
        }
        Secret passphrase = passphrases.known(arguments, OPTION, QUESTION);
        Path copy = temporary("restore");
        try {
            byte[] root = backups.read(Path.of(arguments.word(0)).toAbsolutePath(), copy, passphrase);
            String found = ground.store().check(copy);
            String prepared = source.prepare();
            SealedKey sealed = ground.vault().adoptRoot(root, passphrase, source);
            ground.store().adopt(copy);
            ground.store().write(w -> {
                w.putKey(Startup.row(sealed));
                return true;
            });
            new Startup(ground.store(), ground.vault(), source).unlock();
            note("host.restore", Map.of());
            out.println("Restored. " + found);
            if (!prepared.isEmpty()) {
                out.println(prepared);
            }
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private void note(String action, Map<String, String> detail) {
        AuditChain chain = ground.chain();
        ground.store().write(w -> chain.append(w, HostCaller.COMMAND_LINE, action, "host", null, detail));
    }

    private Path temporary(String purpose) throws IOException {
        return Snapshot.file(ground, purpose);
    }

    /** Where a root key goes that is only to be proved; nothing of it outlives the check. */
    private static final class Nowhere implements RootKeySource {
        @Override
        public String prepare() {
            return "";
        }

        @Override
        public byte[] seal(byte[] rootKey) {
            return rootKey.clone();
        }

        @Override
        public byte[] open(byte[] sealed) {
            return sealed.clone();
        }
    }
}
