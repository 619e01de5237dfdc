package dev.patchbay.core.internal.access;

import dev.patchbay.core.internal.base.Frame;
import dev.patchbay.core.internal.base.UnlockedVault;
import dev.patchbay.host.access.ApiKeys.ApiKey;
import dev.patchbay.host.access.Scope;
import dev.patchbay.host.store.Rows.ApiKeyRow;
import dev.patchbay.host.vault.Vault.Purpose;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** API keys between their rows and their values; every row is signed. Thread-safe. */
public final class ApiKeyRows {
    private final UnlockedVault vault;

    public ApiKeyRows(UnlockedVault vault) {
        this.vault = vault;
    }

    public ApiKeyRow sign(ApiKey key, byte[] hash) {
        ApiKeyRow bare = new ApiKeyRow(
                key.id(), hash, key.label(), words(key.scopes()), key.account(), key.createdAt().toEpochMilli(),
                millis(key.expiresAt()), millis(key.revokedAt()), new byte[0]);
        byte[] mac = vault.mac(Purpose.ROW, message(bare));
        return new ApiKeyRow(
                bare.id(), bare.hash(), bare.label(), bare.scopes(), bare.account(), bare.createdAt(), bare.expiresAt(),
                bare.revokedAt(), mac);
    }

    public boolean isGenuine(ApiKeyRow row) {
        return vault.isMac(Purpose.ROW, message(row), row.mac());
    }

    public static ApiKey key(ApiKeyRow row) {
        return new ApiKey(
                row.id(), row.label(), scopes(row.scopes()), row.account(), Instant.ofEpochMilli(row.createdAt()),
                instant(row.expiresAt()), instant(row.revokedAt()));
    }

    /** The scopes as words with spaces between, in the order of {@link Scope}. */
    public static String words(Collection<Scope> scopes) {
        return scopes.stream().sorted().map(Scope::word).collect(Collectors.joining(" "));
    }

    /** The scopes of these words; a word nobody knows gives nothing. */
    public static Set<Scope> scopes(String words) {
        Set<String> all = Set.copyOf(Arrays.asList(words.split("[ ,]+")));
        EnumSet<Scope> scopes = EnumSet.allOf(Scope.class);
        scopes.removeIf(s -> !all.contains(s.word()));
        return scopes;
    }

    private static byte[] message(ApiKeyRow row) {
        return new Frame("api-key/1")
                .text(row.id())
                .bytes(row.hash())
                .text(row.label())
                .text(row.scopes())
                .text(row.account())
                .number(row.createdAt())
                .number(row.expiresAt())
                .number(row.revokedAt())
                .toBytes();
    }

    private static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : Long.valueOf(instant.toEpochMilli());
    }

    private static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
