package dev.patchbay.core.internal.base;

import dev.patchbay.host.connections.Page;
import dev.patchbay.host.vault.Vault.Purpose;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where a page ended, as an opaque text with an authentication code: base64url of code, number and id. A cursor of one listing
 * means nothing to another. Thread-safe.
 */
public final class Cursors {
    /** The last row of a page. */
    public record Position(long number, String id) {}

    private static final int MAX_LIMIT = 500;
    private static final int CODE = 16;
    private static final int MAX_LENGTH = 2_048;

    private final UnlockedVault vault;

    public Cursors(UnlockedVault vault) {
        this.vault = vault;
    }

    public String write(String listing, Position position) {
        byte[] id = position.id().getBytes(StandardCharsets.UTF_8);
        byte[] code = Arrays.copyOf(vault.mac(Purpose.TOKEN, message(listing, position)), CODE);
        byte[] all = ByteBuffer.allocate(CODE + Long.BYTES + id.length).put(code).putLong(position.number()).put(id).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }

    /** Null for the first page; {@code MALFORMED} for what this host did not write. */
    public @Nullable Position read(String listing, @Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        byte[] all = decoded(cursor);
        ByteBuffer rest = ByteBuffer.wrap(all, CODE, all.length - CODE);
        long number = rest.getLong();
        Position position = new Position(number, StandardCharsets.UTF_8.decode(rest).toString());
        byte[] code = Arrays.copyOf(vault.mac(Purpose.TOKEN, message(listing, position)), CODE);
        if (!MessageDigest.isEqual(code, Arrays.copyOf(all, CODE))) {
            throw Problems.malformed("cursor", "This is no cursor of this listing.");
        }
        return position;
    }

    /** The page of rows that were asked for with one more than the limit. */
    public <R, T> Page<T> page(String listing, List<R> rows, int limit, Function<R, Position> position, Function<R, T> view) {
        boolean more = rows.size() > limit;
        List<R> shown = more ? rows.subList(0, limit) : rows;
        String next = more ? write(listing, position.apply(shown.get(limit - 1))) : null;
        return new Page<>(shown.stream().map(view).toList(), next);
    }

    /** Refuses a limit that is not from 1 to 500. */
    public static int checkedLimit(int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw Problems.malformed("limit", "The limit is a number from 1 to " + MAX_LIMIT + ".");
        }
        return limit;
    }


    private static byte[] decoded(String cursor) {
        try {
            byte[] all = cursor.length() > MAX_LENGTH ? new byte[0] : Base64.getUrlDecoder().decode(cursor);
            if (all.length >= CODE + Long.BYTES) {
                return all;
            }
        } catch (IllegalArgumentException e) {
            throw Problems.malformed("cursor", "This is no cursor.");
        }
        throw Problems.malformed("cursor", "This is no cursor.");
    }

    private static byte[] message(String listing, Position position) {
        return new Frame("cursor").text(listing).number(position.number()).text(position.id()).toBytes();
    }
}
