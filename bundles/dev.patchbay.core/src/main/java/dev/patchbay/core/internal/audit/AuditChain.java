package dev.patchbay.core.internal.audit;

import dev.patchbay.core.internal.base.Frame;
import dev.patchbay.core.internal.base.TextMap;
import dev.patchbay.core.internal.base.UnlockedVault;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.store.Rows;
import dev.patchbay.host.store.StoreWriter;
import dev.patchbay.host.vault.Vault.Purpose;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The chain of the audit: each entry's code covers the code before it, and each segment of 10,000 entries has a head signed in
 * the same transaction, so that a changed, missing or cut-off entry is found. Where the chain ends is read within each
 * transaction, since a transaction before may have been undone and another process may have written. Thread-safe.
 */
public final class AuditChain {
    static final int SEGMENT = 10_000;
    /** The entry that stands where older ones cannot be checked any more. */
    static final String FORGOTTEN = "host.forget-secrets";

    private static final int MAX_DETAIL = 1_000;
    private static final byte[] START = new byte[32];

    private final UnlockedVault vault;
    private final Clock clock;

    public AuditChain(UnlockedVault vault, Clock clock) {
        this.vault = vault;
        this.clock = clock;
    }

    /** Appends an entry; gives its place in the chain. */
    public long append(
            StoreWriter writer,
            Caller caller,
            String action,
            String subject,
            @Nullable String account,
            Map<String, String> detail) {
        Optional<Rows.AuditHeadRow> last = writer.lastAuditHead();
        boolean fresh = last.map(h -> h.lastSeq() - h.firstSeq() + 1 >= SEGMENT).orElse(true);
        return append(writer, last.orElse(null), fresh, caller, action, subject, account, detail);
    }

    /** Begins a segment of its own, whose first entry says that older codes cannot be checked any more. */
    public void restart(StoreWriter writer, Caller caller, Map<String, String> detail) {
        append(writer, writer.lastAuditHead().orElse(null), true, caller, FORGOTTEN, "host", null, detail);
    }

    private long append(
            StoreWriter writer,
            Rows.@Nullable AuditHeadRow last,
            boolean fresh,
            Caller caller,
            String action,
            String subject,
            @Nullable String account,
            Map<String, String> detail) {
        byte[] before = last == null ? START : last.lastMac();
        long seq = last == null ? 1 : last.lastSeq() + 1;
        long segment = last == null ? 1 : fresh ? last.segment() + 1 : last.segment();
        Rows.AuditRow bare = new Rows.AuditRow(
                seq, segment, clock.millis(), caller.id(), caller.label(), caller.address(), action, subject, account,
                TextMap.write(cut(detail)), new byte[0]);
        byte[] mac = vault.mac(Purpose.AUDIT, message(before, bare));
        writer.insertAudit(signed(bare, mac));
        long first = fresh || last == null ? seq : last.firstSeq();
        byte[] previous = fresh || last == null ? before : last.previousMac();
        writer.putAuditHead(head(segment, first, seq, previous, mac));
        return seq;
    }

    private Rows.AuditHeadRow head(long segment, long first, long last, byte[] previous, byte[] lastMac) {
        byte[] mac = vault.mac(Purpose.AUDIT, headMessage(segment, first, last, previous, lastMac));
        return new Rows.AuditHeadRow(segment, first, last, previous, lastMac, mac);
    }

    boolean isGenuine(byte[] before, Rows.AuditRow row) {
        return vault.isMac(Purpose.AUDIT, message(before, row), row.mac());
    }

    boolean isGenuine(Rows.AuditHeadRow head) {
        byte[] message =
                headMessage(head.segment(), head.firstSeq(), head.lastSeq(), head.previousMac(), head.lastMac());
        return vault.isMac(Purpose.AUDIT, message, head.mac());
    }

    static byte[] start() {
        return START.clone();
    }

    private static Map<String, String> cut(Map<String, String> detail) {
        Map<String, String> sorted = new TreeMap<>();
        detail.forEach((name, text) -> sorted.put(name, text.substring(0, Math.min(MAX_DETAIL, text.length()))));
        return sorted;
    }

    private static Rows.AuditRow signed(Rows.AuditRow row, byte[] mac) {
        return new Rows.AuditRow(
                row.seq(), row.segment(), row.at(), row.caller(), row.callerLabel(), row.address(), row.action(),
                row.subject(), row.account(), row.detail(), mac);
    }

    private static byte[] message(byte[] before, Rows.AuditRow row) {
        return new Frame("audit-entry/1")
                .bytes(before)
                .number(row.seq())
                .number(row.segment())
                .number(row.at())
                .text(row.caller())
                .text(row.callerLabel())
                .text(row.address())
                .text(row.action())
                .text(row.subject())
                .text(row.account())
                .text(row.detail())
                .toBytes();
    }

    private static byte[] headMessage(long segment, long first, long last, byte[] previous, byte[] lastMac) {
        return new Frame("audit-head/1")
                .number(segment)
                .number(first)
                .number(last)
                .bytes(previous)
                .bytes(lastMac)
                .toBytes();
    }
}
