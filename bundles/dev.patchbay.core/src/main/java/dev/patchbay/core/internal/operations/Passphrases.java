package dev.patchbay.core.internal.operations;

import dev.patchbay.api.Secret;
import dev.patchbay.host.vault.Vault;
import java.io.Console;
import java.nio.CharBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** Where commands read passphrases from: a file that an option names, or a terminal; never an argument. */
final class Passphrases {
    private final Vault vault;
    private final Function<String, Optional<char[]>> terminal;

    Passphrases(Vault vault, Function<String, Optional<char[]>> terminal) {
        this.vault = vault;
        this.terminal = terminal;
    }

    /** Those of the process's terminal, if it has one. */
    static Function<String, Optional<char[]>> terminal() {
        return question -> {
            Console console = System.console();
            return console == null ? Optional.empty() : Optional.ofNullable(console.readPassword("%s: ", question));
        };
    }

    /** One that was chosen before. */
    Secret known(Arguments arguments, String option, String question) {
        return fromFile(arguments, option).orElseGet(() -> ask(option, question));
    }

    /** A new one; a terminal asks for it twice. */
    Secret chosen(Arguments arguments, String option, String question) {
        return fromFile(arguments, option).orElseGet(() -> {
            Secret first = ask(option, question);
            if (!first.equals(ask(option, question + ", again"))) {
                throw new Arguments.UsageException("The two are not the same; nothing was changed.");
            }
            return first;
        });
    }

    private Optional<Secret> fromFile(Arguments arguments, String option) {
        return arguments.option(option).map(file -> vault.passphraseIn(Path.of(file).toAbsolutePath()));
    }

    private Secret ask(String option, String question) {
        char[] typed = terminal.apply(question).orElseThrow(() ->
                new Arguments.UsageException("There is no terminal to ask on; use " + option + " FILE."));
        try {
            if (typed.length == 0) {
                throw new Arguments.UsageException("An empty passphrase protects nothing.");
            }
            return Secret.of(CharBuffer.wrap(typed));
        } finally {
            Arrays.fill(typed, ' ');
        }
    }
}
