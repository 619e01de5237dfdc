package dev.patchbay.installer.internal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a class file can run here. */
final class ClassFileCheck {
    /** How many bytes of it must be known. */
    static final int HEAD = 8;

    private static final int JAVA = Runtime.version().feature();
    private static final Pattern FOR_VERSION = Pattern.compile("META-INF/versions/([0-9]{1,4})/.*", Pattern.DOTALL);

    private ClassFileCheck() {}

    /**
     * Collects what is wrong with a class file (JVMS section 4.1).
     *
     * @param where where it is shown to be
     * @param name its name in its own archive
     * @param head its first bytes
     */
    static void check(String where, String name, byte[] head, Faults faults) {
        boolean magic = head.length == HEAD && head[0] == (byte) 0xCA && head[1] == (byte) 0xFE && head[2] == (byte) 0xBA
                && head[3] == (byte) 0xBE;
        if (!magic) {
            faults.add(where, "class-file", "This is no class file.");
            return;
        }
        int compiledFor = ((head[6] & 0xFF) << 8 | head[7] & 0xFF) - 44;
        if (compiledFor > JAVA && !isForNewerJava(name)) {
            faults.add(where, "class-version", "Compiled for Java " + compiledFor + "; this host runs on Java " + JAVA
                    + ". Compile it with --release 17.");
        }
    }

    /** Whether it stands in a folder of a multi-release jar that this Java never looks into. */
    private static boolean isForNewerJava(String name) {
        Matcher folder = FOR_VERSION.matcher(name);
        return folder.matches() && Integer.parseInt(folder.group(1)) > JAVA;
    }
}
