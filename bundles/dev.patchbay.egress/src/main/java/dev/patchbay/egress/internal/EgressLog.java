package dev.patchbay.egress.internal;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The record of everything that left this host: hosts, addresses and ports; never paths, headers or bodies. */
final class EgressLog {
    static final String NAME = "dev.patchbay.egress";
    private static final Logger LOG = LoggerFactory.getLogger(NAME);

    private EgressLog() { }

    /** Written before the first packet, so that nothing leaves unseen. */
    static void connecting(Target target, InetSocketAddress address) {
        String end = Host.of(address.getAddress()).uriText() + ":" + address.getPort();
        @Nullable ProxyServer proxy = target.proxy();
        if (proxy == null) {
            LOG.info("connect {} {}", target.host().name(), end);
        } else {
            LOG.info("connect {} {} by proxy {} for port {}", target.host().name(), end, proxy, target.port());
        }
    }

    static void refused(String host, String why) {
        LOG.warn("refused {} {}", host, why);
    }

    static void listening(InetSocketAddress address) {
        LOG.info("listen {}:{}", Host.of(address.getAddress()).uriText(), address.getPort());
    }

    static void accepted(InetAddress address) {
        LOG.info("accept {}", address.getHostAddress());
    }

    static void setting(String fault) {
        LOG.error("no connection is opened until this is corrected: {}", fault);
    }
}
