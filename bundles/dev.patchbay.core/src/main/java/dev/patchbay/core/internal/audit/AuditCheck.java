package dev.patchbay.core.internal.audit;

import dev.patchbay.host.access.AuditLog.Verification;
import dev.patchbay.host.store.Rows;
import dev.patchbay.host.store.StoreReader;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One walk along the audit chain that stops judging at the first entry that is not right. For one thread. */
final class AuditCheck {
    private final AuditChain chain;
    private final List<Rows.AuditHeadRow> heads;
    private int headIndex;
    private byte[] before = AuditChain.start();
    private long expected = 1;
    private long right;
    private long unchecked;
    private long firstBad = -1;
    private String detail = "";

    private AuditCheck(AuditChain chain, List<Rows.AuditHeadRow> heads) {
        this.chain = chain;
        this.heads = heads;
    }

    /** Walks along the whole chain within one consistent view. */
    static Verification run(AuditChain chain, StoreReader reader) {
        AuditCheck check = new AuditCheck(chain, reader.auditHeads());
        check.skipForgotten();
        reader.eachAudit(check::entry);
        check.end();
        return new Verification(check.right, check.firstBad, check.detail);
    }

    /**
     * Heads before the last one of another key ring cannot be checked; that this is so by right shows the genuine entry with
     * which the first segment after them begins (see {@link #entry}).
     */
    private void skipForgotten() {
        int first = heads.size();
        while (first > 0 && chain.isGenuine(heads.get(first - 1))) {
            first--;
        }
        if (first > 0 && first < heads.size()) {
            headIndex = first;
            before = heads.get(first).previousMac();
            unchecked = heads.get(first).firstSeq() - 1;
        }
    }

    private void entry(Rows.AuditRow row) {
        if (firstBad >= 0) {
            return;
        }
        if (row.seq() != expected) {
            bad(expected, "Entry " + expected + " is missing.");
            return;
        }
        expected++;
        if (row.seq() > unchecked) {
            judge(row);
        }
    }

    private void judge(Rows.AuditRow row) {
        Rows.AuditHeadRow head = head(row);
        if (head == null) {
            bad(row.seq(), "The head of the segment of entry " + row.seq() + " is missing.");
        } else if (!chain.isGenuine(head)) {
            bad(row.seq(), "The head of segment " + head.segment() + " was changed.");
        } else if (!chain.isGenuine(before, row)) {
            bad(row.seq(), "Entry " + row.seq() + " was changed.");
        } else if (row.seq() == unchecked + 1 && unchecked > 0 && !row.action().equals(AuditChain.FORGOTTEN)) {
            bad(1, "The heads of the first " + unchecked + " entries were changed.");
        } else if (row.seq() == head.lastSeq() && !Arrays.equals(head.lastMac(), row.mac())) {
            bad(row.seq(), "Entry " + row.seq() + " is not the one its segment ends with.");
        } else {
            before = row.mac();
            right++;
        }
    }

    private Rows.@Nullable AuditHeadRow head(Rows.AuditRow row) {
        while (headIndex < heads.size() && heads.get(headIndex).lastSeq() < row.seq()) {
            headIndex++;
        }
        if (headIndex == heads.size()) {
            return null;
        }
        Rows.AuditHeadRow head = heads.get(headIndex);
        return head.segment() == row.segment() && head.firstSeq() <= row.seq() ? head : null;
    }

    private void end() {
        long last = heads.isEmpty() ? 0 : heads.get(heads.size() - 1).lastSeq();
        if (firstBad < 0 && heads.isEmpty()) {
            bad(1, "There is no entry, and a host has one from its first start.");
        } else if (firstBad < 0 && last >= expected) {
            bad(expected, "The chain ends before entry " + last + ".");
        } else if (firstBad < 0) {
            detail = unchecked == 0
                    ? "Every entry is right."
                    : "Every entry since secrets were forgotten is right; the " + unchecked + " before cannot be checked.";
        }
    }

    private void bad(long seq, String sentence) {
        firstBad = seq;
        detail = sentence;
    }
}
