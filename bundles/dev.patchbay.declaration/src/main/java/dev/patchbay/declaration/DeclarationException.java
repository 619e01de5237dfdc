package dev.patchbay.declaration;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** A declaration that cannot be used, with everything that is wrong with it. The message has one line for each fault. */
public final class DeclarationException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;
    private final transient List<DeclarationFault> faults;

    /** With these faults, in the order of the file. */
    public DeclarationException(List<DeclarationFault> faults) {
        super(faults.stream().map(DeclarationFault::toString).collect(Collectors.joining("\n")), null, false, false);
        this.faults = List.copyOf(faults);
    }

    /** Every fault; at least one. */
    public List<DeclarationFault> faults() {
        return faults;
    }
}
