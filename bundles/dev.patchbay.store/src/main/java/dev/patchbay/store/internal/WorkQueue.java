package dev.patchbay.store.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The bounded queue before the writer thread. What is in when it closes is still taken; nothing comes in afterwards. */
final class WorkQueue {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition notEmpty = lock.newCondition();
    private final Condition notFull = lock.newCondition();
    private final Deque<PendingWork<?>> works = new ArrayDeque<>();
    private final int bound;
    private boolean closed;

    WorkQueue(int bound) {
        this.bound = bound;
    }

    /**
     * Waits for room, then adds.
     *
     * @throws dev.patchbay.host.store.StoreException UNAVAILABLE if the queue is closed
     */
    void add(PendingWork<?> work) {
        lock.lock();
        try {
            while (works.size() >= bound && !closed) {
                notFull.awaitUninterruptibly();
            }
            if (closed) {
                throw SqlSession.closed();
            }
            works.addLast(work);
            notEmpty.signal();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for works and moves as many as are there.
     *
     * @param limit works at the most
     * @param nanos how long to wait; nothing is moved if none came
     * @return false once the queue is closed and empty
     */
    boolean take(List<? super PendingWork<?>> into, int limit, long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (works.isEmpty() && !closed && left > 0) {
                left = notEmpty.awaitNanos(left);
            }
            if (works.isEmpty()) {
                return !closed;
            }
            for (int i = 0; i < limit && !works.isEmpty(); i++) {
                into.add(works.removeFirst());
            }
            notFull.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            notEmpty.signalAll();
            notFull.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
