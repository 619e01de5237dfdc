package dev.patchbay.installer.internal;

/**
 * What an uploaded archive may unpack to, jars inside of it included; the first bound that is passed is a fault. Used by one
 * thread.
 */
final class Bounds {
    private static final int MOST_ENTRIES = 5_000;
    private static final int WORST_RATIO = 100;
    private static final long MOST_BYTES = 256L * 1024 * 1024;
    /** Below this, a good ratio is a small file and no bomb. */
    private static final long RATIO_COUNTS_FROM = 1024 * 1024;

    private final Faults faults;
    private final long archiveBytes;
    private long bytes;
    private int entries;
    private boolean passed;

    /**
     * @param archiveBytes the size of the upload
     */
    Bounds(Faults faults, long archiveBytes) {
        this.faults = faults;
        this.archiveBytes = archiveBytes;
    }

    /** Counts an entry; false where it is one too many. */
    boolean addEntry() {
        entries++;
        if (entries > MOST_ENTRIES) {
            pass("too-many-entries", "A bundle has at most 5,000 entries.");
        }
        return !passed;
    }

    /** Counts bytes as they are unpacked; false where they are too many. */
    boolean addBytes(int count) {
        bytes += count;
        if (bytes > MOST_BYTES) {
            pass("too-large-unpacked", "Unpacked, the bundle has over 256 MiB.");
        } else if (bytes > RATIO_COUNTS_FROM && bytes > archiveBytes * WORST_RATIO) {
            pass("compression-ratio", "The bundle is compressed by more than 100 to 1.");
        }
        return !passed;
    }

    /** Whether one was passed: nothing more is to be read. */
    boolean arePassed() {
        return passed;
    }

    private void pass(String code, String message) {
        faults.add("jar", code, message);
        passed = true;
    }
}
