package dev.patchbay.core.internal.operations;

import dev.patchbay.host.problem.FieldError;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.store.StoreException;
import dev.patchbay.host.vault.RootKeySource;
import dev.patchbay.host.vault.VaultException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The commands of the machine's owner. They print for people, and end with an exit code (BSD {@code sysexits.h}): 0 done,
 * 64 called wrongly, 65 data not in order, 70 internal, 74 input or output, 78 passphrase.
 */
public final class Commands {
    private static final Logger LOG = LoggerFactory.getLogger(Commands.class);
    private static final int USAGE = 64;
    private static final int DATA = 65;
    private static final int INTERNAL = 70;
    private static final int IO = 74;
    private static final int CONFIGURATION = 78;

    private final PrintStream errors;
    private final Map<String, ToIntFunction<String[]>> all = new LinkedHashMap<>();

    /** A command; throws where it cannot do what it should. */
    interface Command {
        void run(String[] arguments) throws IOException;
    }

    /**
     * The commands of this process.
     *
     * @param publicUrl the base of links for people, without a slash at its end
     */
    public Commands(Ground ground, RootKeySource source, Supplier<String> publicUrl) {
        this(ground, source, publicUrl, Passphrases.terminal(), System.out, System.err);
    }

    Commands(
            Ground ground,
            RootKeySource source,
            Supplier<String> publicUrl,
            Function<String, Optional<char[]>> terminal,
            PrintStream out,
            PrintStream errors) {
        this.errors = errors;
        Passphrases passphrases = new Passphrases(ground.vault(), terminal);
        BackupCommands backups = new BackupCommands(ground, source, passphrases, out);
        KeyCommands keys = new KeyCommands(ground, source, passphrases, out);
        add("backup", backups::backup);
        add("verify", backups::verify);
        add("restore", backups::restore);
        add("passphrase", keys::passphrase);
        add("key", keys::key);
        add("sign-in", new SignInCommand(ground, source, publicUrl, out)::run);
        add("forget-secrets", new ForgetSecrets(ground, source, out)::run);
    }

    /** By name. */
    public Map<String, ToIntFunction<String[]>> all() {
        return Map.copyOf(all);
    }

    private void add(String name, Command command) {
        all.put(name, arguments -> exit(name, command, arguments));
    }

    private int exit(String name, Command command, String[] arguments) {
        try {
            command.run(arguments);
            return 0;
        } catch (Arguments.UsageException e) {
            return failed(USAGE, name + ": " + e.getMessage());
        } catch (VaultException e) {
            boolean damaged = e.reason() == VaultException.Reason.TAMPERED;
            return failed(damaged ? DATA : CONFIGURATION, String.valueOf(e.getMessage()));
        } catch (StoreException e) {
            return failed(DATA, String.valueOf(e.getMessage()));
        } catch (ProblemException e) {
            e.errors().stream().map(FieldError::message).forEach(errors::println);
            return failed(USAGE, e.detail());
        } catch (FileAlreadyExistsException e) {
            return failed(IO, e.getMessage() + " is there already; nothing is replaced.");
        } catch (NoSuchFileException e) {
            return failed(IO, e.getMessage() + " is not there.");
        } catch (IOException | UncheckedIOException e) {
            return failed(IO, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.debug("the command {} failed", name, e);
            return failed(INTERNAL, "Something nobody foresaw; the log at level DEBUG says more: " + e.getClass().getName());
        }
    }

    private int failed(int code, String sentence) {
        errors.println(sentence);
        return code;
    }
}
