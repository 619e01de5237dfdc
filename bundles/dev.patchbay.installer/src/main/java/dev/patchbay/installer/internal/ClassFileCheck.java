package dev.patchbay.installer.internal;

/** Whether a class file can run here. */
final class ClassFileCheck {
    private static final int NEWEST = 44 + Runtime.version().feature();

    private ClassFileCheck() {}

    /** Collects what is wrong with the first bytes of a class file (JVMS section 4.1). */
    static void check(String where, byte[] file, Faults faults) {
        boolean magic = file.length > 8 && file[0] == (byte) 0xCA && file[1] == (byte) 0xFE && file[2] == (byte) 0xBA
                && file[3] == (byte) 0xBE;
        if (!magic) {
            faults.add(where, "class-file", "This is no class file.");
            return;
        }
        int major = (file[6] & 0xFF) << 8 | file[7] & 0xFF;
        // classes for newer Javas may stand in a multi-release folder, where an older one never looks
        if (major > NEWEST && !where.contains("META-INF/versions/")) {
            faults.add(where, "class-version", "Compiled for Java " + (major - 44) + "; this host runs on Java " + (NEWEST - 44)
                    + ". Compile it with --release 17.");
        }
    }
}
