package dev.patchbay.core.internal.operations;

import dev.patchbay.api.Secret;
import dev.patchbay.core.internal.access.ApiKeyRows;
import dev.patchbay.core.internal.audit.AuditChain;
import dev.patchbay.core.internal.base.HostCaller;
import dev.patchbay.core.internal.base.OwnerOnly;
import dev.patchbay.core.internal.base.Startup;
import dev.patchbay.host.access.ApiKeys;
import dev.patchbay.host.access.Scope;
import dev.patchbay.host.store.StoreReader;
import dev.patchbay.host.vault.RootKeySource;
import dev.patchbay.host.vault.SealedKey;
import dev.patchbay.host.vault.VaultException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A new passphrase for the root key, and API keys for whoever may run commands on the machine. */
final class KeyCommands {
    private static final String NEW = "--new-passphrase-file";

    private final Ground ground;
    private final RootKeySource source;
    private final Passphrases passphrases;
    private final PrintStream out;

    KeyCommands(Ground ground, RootKeySource source, Passphrases passphrases, PrintStream out) {
        this.ground = ground;
        this.source = source;
        this.passphrases = passphrases;
        this.out = out;
    }

    void passphrase(String[] given) throws IOException {
        Arguments arguments = Arguments.of(given, 0, Set.of(NEW), Set.of());
        new Startup(ground.store(), ground.vault(), source).unlock();
        Secret passphrase = passphrases.chosen(arguments, NEW, "New passphrase");
        SealedKey sealed = ground.vault().reseal(passphrase);
        AuditChain chain = ground.chain();
        ground.store().write(w -> {
            w.putKey(Startup.row(sealed));
            return chain.append(w, HostCaller.COMMAND_LINE, "host.passphrase", "host", null, Map.of());
        });
        out.println("The root key is sealed under the new passphrase.");
        Path file = ground.data().resolve("passphrase");
        if (opens()) {
            out.println("The host reads the new passphrase already; nothing else is to be done.");
        } else if (Files.exists(file) && replaced(file, passphrase)) {
            out.println("The passphrase file " + file + " holds the new one now.");
        } else {
            out.println("Before the next start, put the new passphrase where the host reads it: the file of"
                    + " vault.passphrase-file, or PATCHBAY_PASSPHRASE. The former one opens nothing any more.");
        }
        out.println("Values ENC(...) in the configuration were made with the former passphrase: make them anew.");
    }

    /** Replaces the file where it turns out to be the place the host reads; puts the former one back where it is not. */
    private boolean replaced(Path file, Secret passphrase) throws IOException {
        byte[] former = Files.readAllBytes(file);
        put(file, (passphrase.reveal() + "\n").getBytes(StandardCharsets.UTF_8));
        boolean read = opens();
        if (!read) {
            put(file, former);
        }
        return read;
    }

    private static void put(Path file, byte[] content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Path part = Files.createTempFile(folder, "passphrase", ".part", OwnerOnly.attributes(folder));
        Files.write(part, content);
        OwnerOnly.sync(part);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        OwnerOnly.sync(folder);
    }

    /** Whether the configured source opens what is stored now. */
    private boolean opens() {
        List<SealedKey> ring = Startup.ring(ground.store().read(StoreReader::keys));
        try {
            ground.vault().unlock(ring, source);
            return true;
        } catch (VaultException e) {
            return false;
        }
    }

    void key(String[] given) {
        Arguments arguments = Arguments.of(given, 1, Set.of("--label", "--scopes", "--account"), Set.of());
        if (!arguments.word(0).equals("create")) {
            throw new Arguments.UsageException("There is 'key create' only.");
        }
        Set<Scope> scopes = arguments.option("--scopes").map(KeyCommands::scopes).orElse(EnumSet.allOf(Scope.class));
        new Startup(ground.store(), ground.vault(), source).unlock();
        ApiKeys.ApiKeyRequest request = new ApiKeys.ApiKeyRequest(
                arguments.option("--label").orElse("Made on the command line"),
                scopes,
                arguments.option("--account").orElse(null),
                null);
        out.println(ground.apiKeys().create(HostCaller.COMMAND_LINE, request).text().reveal());
    }

    private static Set<Scope> scopes(String words) {
        Set<Scope> scopes = ApiKeyRows.scopes(words);
        long count = List.of(words.split("[ ,]+")).stream().filter(w -> !w.isEmpty()).distinct().count();
        if (scopes.isEmpty() || scopes.size() != count) {
            throw new Arguments.UsageException(
                    "The scopes are: " + ApiKeyRows.words(EnumSet.allOf(Scope.class)).replace(' ', ',') + ".");
        }
        return scopes;
    }
}
