package dev.patchbay.host.connections;

import dev.patchbay.host.access.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** How the calls to providers go, for the operator. Thread-safe. */
@ProviderType
public interface ProviderHealth {
    /**
     * A provider that is here.
     *
     * @param provider its id
     * @param bundle symbolic name of its bundle
     * @param calls how many calls run at the moment, given-up ones included
     * @param transfers how many of them are transfers of files
     * @param quarantine why no call is let in, or null
     */
    record Health(String provider, String bundle, int calls, int transfers, @Nullable String quarantine) {}

    /**
     * A thread that did not come back from a provider after its call was ended and its sockets were closed. It is seen until it
     * comes back, also when its bundle is gone.
     *
     * @param provider what the provider was called: its id, or its bundle where the id was not known
     */
    record LostThread(String thread, String provider) {}

    /** The providers that are here, by id. */
    List<Health> health(Caller caller);

    /** The threads that are lost at the moment. */
    List<LostThread> lostThreads(Caller caller);

    /**
     * Lets calls to a provider in again that is quarantined. Threads that are lost stay so; it is quarantined again when as many
     * more are lost. A restart of its bundle does the same.
     */
    void release(Caller caller, String provider);
}
