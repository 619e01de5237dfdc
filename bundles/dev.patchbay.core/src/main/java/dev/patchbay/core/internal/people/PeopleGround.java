package dev.patchbay.core.internal.people;

import dev.patchbay.core.internal.audit.AuditChain;
import dev.patchbay.core.internal.base.Database;
import dev.patchbay.core.internal.base.UnlockedVault;
import dev.patchbay.core.internal.operations.Ground;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.Supplier;

/**
 * What the parts of people's sessions stand on.
 *
 * @param publicUrl the base of every link, without a slash at its end
 */
public record PeopleGround(
        Database database,
        UnlockedVault vault,
        AuditChain audit,
        SecureRandom random,
        Clock clock,
        Supplier<String> publicUrl) {
    /** Over an open database. */
    public static PeopleGround of(Ground ground, Supplier<String> publicUrl) {
        return new PeopleGround(
                new Database(ground.store()), ground.unlocked(), ground.chain(), ground.random(), ground.clock(), publicUrl);
    }
}
