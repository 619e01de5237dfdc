package dev.patchbay.core.internal.operations;

import dev.patchbay.api.Secret;
import dev.patchbay.core.internal.audit.AuditChain;
import dev.patchbay.core.internal.base.Database;
import dev.patchbay.core.internal.base.Permissions;
import dev.patchbay.core.internal.base.Problems;
import dev.patchbay.core.internal.connections.ActiveKek;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.access.Scope;
import dev.patchbay.host.operations.Maintenance;
import dev.patchbay.host.problem.FieldError;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.host.store.Rows.KeyRow;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

/** Backup and keys while the host serves. Thread-safe. */
public final class RunningMaintenance implements Maintenance {
    private static final int SHORTEST = 12;
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final Ground ground;
    private final Database database;
    private final AuditChain audit;
    private final ActiveKek kek;
    private final Runnable onNewKey;
    /** Each backup takes the place of the whole database for a while. */
    private final Semaphore one = new Semaphore(1);

    /**
     * @param onNewKey called after a key was made
     */
    public RunningMaintenance(Ground ground, ActiveKek kek, Runnable onNewKey) {
        this.ground = ground;
        this.database = new Database(ground.store());
        this.audit = ground.chain();
        this.kek = kek;
        this.onNewKey = onNewKey;
    }

    @Override
    public void backup(Caller caller, Secret passphrase, Target target) throws IOException {
        require(caller);
        requireLong(passphrase);
        if (!one.tryAcquire()) {
            throw new ProblemException(ProblemType.CONFLICT, "Another backup is being made; try again when it is done.");
        }
        try {
            String name = "patchbay-" + STAMP.format(ground.clock().instant()) + ".backup";
            BackupFile form = new BackupFile(ground.vault());
            Snapshot.take(ground, passphrase, (copy, root) -> {
                database.write(w -> audit.append(w, caller, "host.backup", "host", null, Map.of("file", name)));
                form.stream(target.open(name), copy, root, passphrase);
            });
        } finally {
            one.release();
        }
    }

    /* a passphrase file holds one line of text */
    private static void requireLong(Secret passphrase) {
        String text = passphrase.reveal();
        if (text.codePointCount(0, text.length()) < SHORTEST) {
            throw invalid("too-short", "The passphrase has at least " + SHORTEST + " characters.");
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw invalid("characters", "The passphrase has no line breaks or other control characters.");
        }
    }

    private static ProblemException invalid(String code, String sentence) {
        return Problems.invalid(List.of(new FieldError("passphrase", code, sentence)));
    }

    @Override
    public KeyStanding keys(Caller caller) {
        require(caller);
        return standing();
    }

    @Override
    public KeyStanding rotateKeys(Caller caller) {
        require(caller);
        kek.renew(caller);
        KeyStanding now = standing();
        onNewKey.run();
        return now;
    }

    private KeyStanding standing() {
        KeyRow active = kek.active();
        return database.read(r -> new KeyStanding(active.id(), Instant.ofEpochMilli(active.createdAt()),
                r.countNotUnder(active.id()), r.countSessionsNotUnder(active.id())));
    }

    private static void require(Caller caller) {
        Permissions.require(caller, Scope.ADMIN);
        Permissions.requireAllAccounts(caller);
    }
}
