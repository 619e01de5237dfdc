package dev.patchbay.egress.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Asks for the addresses of a name. Thread-safe. */
@FunctionalInterface
interface Resolver {

    /**
     * All addresses, in the order to try them.
     *
     * @throws UnknownHostException where there is none
     */
    List<InetAddress> resolve(String name) throws UnknownHostException;
}
