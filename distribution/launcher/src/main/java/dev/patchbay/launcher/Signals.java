package dev.patchbay.launcher;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;

/**
 * What bundles tell the launcher, as services of types of the JDK, since they share no other: {@link BooleanSupplier}
 * with {@code patchbay.ready=true} says that the host serves; {@link IntSupplier} with {@code patchbay.exit} (Integer)
 * and {@code patchbay.message} (String) that it cannot; {@link ToIntFunction} with {@code patchbay.command} (String) is
 * a command; {@link Supplier} with {@code patchbay.first-link=true} gives once, at a first start on a terminal, a link
 * that signs the operator in. Thread-safe.
 */
final class Signals {
    private final BundleContext context;

    Signals(BundleContext context) {
        this.context = context;
        context.addServiceListener(this::changed);
    }

    /** Why the host cannot serve, once a bundle has said so. */
    Optional<StartFailure> failure() {
        return find(IntSupplier.class, "(patchbay.exit=*)").map(reference -> new StartFailure(
                reference.getProperty("patchbay.exit") instanceof Integer code ? code : ExitCodes.SOFTWARE,
                String.valueOf(reference.getProperty("patchbay.message"))));
    }

    /** Whether the host says that it serves. */
    boolean isReady() {
        return find(BooleanSupplier.class, "(patchbay.ready=true)").isPresent();
    }

    /** The command of this name, once a bundle offers it. */
    @SuppressWarnings("unchecked")
    Optional<ToIntFunction<String[]>> command(String name) {
        return find(ToIntFunction.class, "(patchbay.command=" + name + ")")
                .map(reference -> (ToIntFunction<String[]>) context.getService(reference));
    }

    /** The link to sign in with, the first time it is asked for after a first start on a terminal. */
    Optional<String> firstLink() {
        return find(Supplier.class, "(patchbay.first-link=true)")
                .flatMap(reference -> Optional.ofNullable(context.getService(reference)))
                .flatMap(service -> Optional.ofNullable((String) ((Supplier<?>) service).get()));
    }

    /** Waits until a bundle says something new, at most this long. */
    synchronized void await(long millis) throws InterruptedException {
        wait(millis);
    }

    private synchronized void changed(ServiceEvent event) {
        notifyAll();
    }

    private Optional<ServiceReference<?>> find(Class<?> type, String filter) {
        try {
            @Nullable ServiceReference<?>[] found = context.getAllServiceReferences(type.getName(), filter);
            return found == null ? Optional.empty() : Optional.of(found[0]);
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
