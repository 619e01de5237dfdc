package dev.patchbay.launcher;

/** The exit codes of {@code bin/patchbay}, after {@code sysexits.h}; scripts and service managers may rely on them. */
public final class ExitCodes {
    /** Done, or stopped as asked. */
    public static final int OK = 0;
    /** An unknown command or setting, or a value that cannot be used. */
    public static final int USAGE = 64;
    /** The data is newer than the program, or not the program's; files that were checked have faults. */
    public static final int DATA = 65;
    /** The port is taken. */
    public static final int UNAVAILABLE = 69;
    /** A bundle does not resolve or start, or something is wrong in the program itself. */
    public static final int SOFTWARE = 70;
    /** Java is missing or too old; found out by the scripts. */
    public static final int JAVA = 72;
    /** The data folder cannot be made or written. */
    public static final int NOT_WRITABLE = 73;
    /** Another running host owns the data folder. */
    public static final int DATA_IN_USE = 75;
    /** The passphrase or key is missing or wrong. */
    public static final int SEALED = 78;

    private ExitCodes() {
    }
}
