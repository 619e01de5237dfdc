package dev.patchbay.launcher;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Pattern;

/** What settings must hold together. Stateless. */
final class SettingRules {
    /** As RFC 6454 section 6.2 writes it; names in another alphabet stand in their ASCII form. */
    private static final Pattern ORIGIN =
            Pattern.compile("(?i)https?://([a-z0-9_-]+(\\.[a-z0-9_-]+)*|\\[[0-9a-f:.]+])(:[0-9]{1,5})?");

    /** Below it, a port is the system's own (RFC 6335, section 6). */
    private static final int FIRST_OF_USERS = 1024;

    private SettingRules() {
    }

    /** Adds a sentence for every rule that is broken. */
    static void check(SettingValues values, List<String> faults) {
        boolean certificate = !values.text("http.tls-certificate").isEmpty();
        boolean key = !values.text("http.tls-key").isEmpty();
        boolean behindProxy = values.flag("http.behind-proxy");
        boolean proxies = !values.text("http.trusted-proxies").isEmpty();
        if (certificate != key) {
            faults.add("http.tls-certificate and http.tls-key belong together: set both or none.");
        }
        if (behindProxy && !proxies) {
            faults.add("http.behind-proxy=true needs http.trusted-proxies: the addresses of the proxy, such as 10.0.0.5 or 10.0.0.0/24.");
        }
        if (!isLoopback(values.text("http.host")) && !(certificate && key) && !behindProxy) {
            faults.add("http.host=" + values.text("http.host") + " can be reached from other machines, and the line would not be encrypted."
                    + " Either set http.tls-certificate and http.tls-key, or put a proxy that ends TLS in front and set"
                    + " http.behind-proxy=true and http.trusted-proxies.");
        }
        if (!values.text("vault.passphrase-file").isEmpty() && !values.text("vault.key-file").isEmpty()) {
            faults.add("vault.passphrase-file and vault.key-file exclude each other: set one.");
        }
        install(values, faults);
        people(values, faults);
        if (values.text("data.dir").isEmpty()) {
            faults.add("data.dir is empty; the host needs a folder for its data.");
        }
        if (values.text("data.dir").contains("%") || values.text("data.dir").contains("${")) {
            faults.add("data.dir must hold neither % nor ${, which mean something else in the names of log files.");
        }
        if (values.text("http.host").isEmpty() || values.text("http.port").isEmpty()) {
            faults.add("http.host and http.port cannot be empty.");
        }
        if (values.text("sandbox.port").isEmpty() || values.number("sandbox.port") < FIRST_OF_USERS) {
            faults.add("sandbox.port must be a port from " + FIRST_OF_USERS + " to 65535.");
        }
    }

    private static void install(SettingValues values, List<String> faults) {
        String trust = values.text("install.trust");
        if (!List.of("open", "digest", "signed").contains(trust)) {
            faults.add("install.trust=" + trust + " is neither open, digest nor signed.");
        }
        if (trust.equals("digest") && values.text("install.digests").isEmpty()) {
            faults.add("install.trust=digest needs install.digests: a file of SHA-256 digests, one a line.");
        }
        if (trust.equals("signed") && values.text("install.trust-store").isEmpty()) {
            faults.add("install.trust=signed needs install.trust-store: a PEM file with certificates.");
        }
    }

    private static void people(SettingValues values, List<String> faults) {
        for (String key : List.of("session.idle", "session.lifetime")) {
            if (values.text(key).matches("0*")) {
                faults.add(key + " is 0; nobody could stay signed in.");
            }
        }
        for (String item : values.text("embed.origins").split(",")) {
            if (!item.isBlank() && !ORIGIN.matcher(item.strip()).matches()) {
                faults.add("embed.origins: " + item.strip() + " is no origin such as https://shop.example or http://localhost:3000;"
                        + " it has a scheme, a host and where needed a port, and nothing after them.");
            }
        }
    }

    /** Whether only this machine can reach the address. No name but {@code localhost} is resolved, so DNS decides nothing. */
    static boolean isLoopback(String host) {
        if ("localhost".equalsIgnoreCase(host) || host.isEmpty()) {
            return true;
        }
        if (!host.matches("[0-9.]+") && !host.contains(":")) {
            return false;
        }
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
