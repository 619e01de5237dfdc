package dev.patchbay.vault.internal;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.host.vault.Vault.Purpose;
import dev.patchbay.host.vault.VaultException;
import dev.patchbay.host.vault.WrappedKey;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Test;

public class VaultConcurrencyTest {
    private static final int THREADS = 16;

    private final KeyRingVault vault = Vaults.unlocked();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    @After
    public void stop() {
        threads.shutdownNow();
    }

    @Test
    public void sixteenThreadsSealOpenAndAuthenticate() throws Exception {
        byte[] owner = {1};
        WrappedKey shared = vault.newDataKey(owner);
        List<Future<Integer>> results = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int thread = i;
            results.add(threads.submit((Callable<Integer>) () -> work(shared, owner, thread)));
        }
        for (Future<Integer> result : results) {
            assertEquals(500, (int) result.get(60, TimeUnit.SECONDS));
        }
    }

    private int work(WrappedKey shared, byte[] owner, int thread) {
        int done = 0;
        for (int i = 0; i < 500; i++) {
            byte[] plain = ByteBuffer.allocate(1024).putInt(thread).putInt(i).array();
            byte[] mine = {2, (byte) thread};
            WrappedKey key = i % 2 == 0 ? shared : vault.newDataKey(mine);
            byte[] of = i % 2 == 0 ? owner : mine;
            assertArrayEquals(plain, vault.open(key, of, plain, vault.seal(key, of, plain, plain)));
            assertTrue(vault.isMac(Purpose.ROW, plain, vault.mac(Purpose.ROW, plain)));
            done++;
        }
        return done;
    }

    @Test
    public void lockUnderLoadGivesRightResultsOrLocked() throws Exception {
        byte[] owner = {1};
        WrappedKey key = vault.newDataKey(owner);
        byte[] plain = new byte[64];
        byte[] sealed = vault.seal(key, owner, plain, plain);
        CountDownLatch running = new CountDownLatch(THREADS);
        List<Future<VaultException.Reason>> ends = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            ends.add(threads.submit(() -> openUntilRefused(key, owner, plain, sealed, running)));
        }
        assertTrue(running.await(30, TimeUnit.SECONDS));
        vault.lock();
        for (Future<VaultException.Reason> end : ends) {
            assertEquals(VaultException.Reason.LOCKED, end.get(30, TimeUnit.SECONDS));
        }
    }

    private VaultException.Reason openUntilRefused(
            WrappedKey key, byte[] owner, byte[] plain, byte[] sealed, CountDownLatch running) {
        while (true) {
            try {
                assertArrayEquals(plain, vault.open(key, owner, plain, sealed));
                running.countDown();
            } catch (VaultException e) {
                return e.reason();
            }
        }
    }
}
