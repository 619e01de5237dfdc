package dev.patchbay.installer.internal;

import dev.patchbay.host.access.AuditTrail;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.store.Rows.AuditRow;
import dev.patchbay.host.store.StoreWriter;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** An audit without a chain, which can be told to fail. */
final class AuditRows implements AuditTrail {
    volatile boolean failing;
    private final AtomicLong seq = new AtomicLong();

    @Override
    public void append(StoreWriter writer, Caller caller, String action, String subject, @Nullable String account,
            Map<String, String> detail) {
        long next = seq.incrementAndGet();
        writer.insertAudit(new AuditRow(next, 1, 0, caller.id(), caller.label(), caller.address(), action, subject, account,
                new TreeMap<>(detail).toString(), new byte[] {1}));
        if (failing) {
            throw new IllegalStateException("the audit cannot be written");
        }
    }
}
