package dev.patchbay.declaration;

/** Takes what a reader finds wrong: either ends the reading at once, or gathers and lets it go on with stand-in values. */
@FunctionalInterface
interface FaultSink {
    /** The reading ends with the first fault: for what the host itself has written. */
    FaultSink FIRST = (pointer, message) -> {
        throw new IllegalArgumentException((pointer.isEmpty() ? "/" : pointer) + " " + message);
    };

    /** What follows from a fault already told is none of its own. */
    FaultSink MUTED = (pointer, message) -> { };

    /**
     * @param pointer the place, a JSON pointer (RFC 6901); empty for the whole
     * @param message continues after the place as a sentence
     */
    void fault(String pointer, String message);
}
