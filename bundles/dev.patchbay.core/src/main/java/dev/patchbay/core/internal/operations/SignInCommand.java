package dev.patchbay.core.internal.operations;

import dev.patchbay.core.internal.base.HostCaller;
import dev.patchbay.core.internal.base.Startup;
import dev.patchbay.core.internal.people.PeopleGround;
import dev.patchbay.core.internal.people.PersonLinks;
import dev.patchbay.host.vault.RootKeySource;
import java.io.PrintStream;
import java.util.Set;
import java.util.function.Supplier;

/** A one-time link to the console for whoever may run commands on the machine, also while the host runs. */
final class SignInCommand {
    private final Ground ground;
    private final RootKeySource source;
    private final Supplier<String> publicUrl;
    private final PrintStream out;

    SignInCommand(Ground ground, RootKeySource source, Supplier<String> publicUrl, PrintStream out) {
        this.ground = ground;
        this.source = source;
        this.publicUrl = publicUrl;
        this.out = out;
    }

    void run(String[] given) {
        Arguments.of(given, 0, Set.of(), Set.of());
        if (publicUrl.get().endsWith(":0")) {
            throw new Arguments.UsageException(
                    "The running host took a free port, which nobody but itself knows: set public.url, or http.port to other than 0.");
        }
        new Startup(ground.store(), ground.vault(), source).unlock();
        out.println(PersonLinks.forOperators(PeopleGround.of(ground, publicUrl)).operatorLink(HostCaller.COMMAND_LINE).url());
    }
}
