package dev.patchbay.launcher;

import dev.patchbay.launcher.Setting.Configuration;
import dev.patchbay.launcher.Setting.FrameworkProperty;
import dev.patchbay.launcher.Setting.Launcher;
import java.util.List;
import java.util.Optional;

/**
 * The one table of everything that can be configured. The manual, the file {@code conf/patchbay.properties} and the
 * refusal of unknown keys are made from it. Unless a row says otherwise, {@code area.rest} goes to the key {@code rest}
 * of the PID {@code dev.patchbay.area}.
 */
public final class Settings {
    /** The beginning of keys that name a logger: {@code log.level.dev.patchbay.egress}. */
    public static final String LOGGER = "log.level.";

    private static final boolean LIVE = true;
    private static final boolean AT_START = false;
    private static final Launcher LAUNCHER = new Launcher();

    private static final List<Setting> TABLE = List.of(
            new Setting("http.host", SettingKind.HOST, "127.0.0.1", AT_START, new FrameworkProperty("patchbay.http.host"),
                    "The address to listen on; 0.0.0.0 is every address. Off loopback only with http.tls-certificate and http.tls-key,"
                            + " or with http.behind-proxy=true and http.trusted-proxies."),
            new Setting("http.port", SettingKind.PORT, "7070", AT_START, new FrameworkProperty("patchbay.http.port"),
                    "The port to listen on; 0 takes a free one."),
            rest("http.tls-certificate", SettingKind.PATH, "PEM file with the certificate chain; with it the host speaks HTTPS only."),
            rest("http.tls-key", SettingKind.PATH, "PEM file (PKCS #8) with the private key of http.tls-certificate."),
            new Setting("http.behind-proxy", SettingKind.FLAG, "false", AT_START, new Configuration("dev.patchbay.rest", "behind-proxy"),
                    "A reverse proxy in front ends TLS; its X-Forwarded-For is believed from http.trusted-proxies only."),
            rest("http.trusted-proxies", SettingKind.LIST, "IP addresses or networks (CIDR) of the reverse proxies."),
            new Setting("public.url", SettingKind.URL, "", AT_START, new Configuration("dev.patchbay.core", "public-url"),
                    "The address people and apps reach the host at; needed behind a proxy and for OAuth."),
            new Setting("data.dir", SettingKind.PATH, "data", AT_START, LAUNCHER,
                    "Where everything lives that must be kept: database, installed bundles, logs."),
            new Setting("log.level", SettingKind.LEVEL, "info", LIVE, LAUNCHER,
                    "trace, debug, info, warn, error or off. log.level.<logger> sets one logger, such as log.level.dev.patchbay.egress=debug."),
            new Setting("log.max-size", SettingKind.SIZE, "10MB", LIVE, LAUNCHER,
                    "A log file begins anew when it is this large, and every day (UTC)."),
            new Setting("log.keep", SettingKind.COUNT, "14", LIVE, LAUNCHER,
                    "Days former log files are kept; together they take log.keep times log.max-size at most."),
            own("vault.passphrase-file", SettingKind.PATH, AT_START,
                    "File with the passphrase that seals the root key. Not set: the file passphrase in the data folder, made at the first start."),
            own("vault.key-file", SettingKind.PATH, AT_START, "File with a raw 32-byte root key, instead of a passphrase."),
            own("egress.allow", SettingKind.LIST, LIVE,
                    "Addresses, networks (CIDR) and host names, each with or without :port, that may be reached although they are private."),
            own("egress.proxy", SettingKind.TEXT, LIVE,
                    "The company's proxy, http://host:port, with user:password@ where needed; may be an ENC(...) value."),
            own("egress.no-proxy", SettingKind.LIST, LIVE, "Host names and addresses reached without egress.proxy."),
            own("egress.ca-file", SettingKind.PATH, LIVE,
                    "PEM file with certificate authorities trusted in addition to those of Java."),
            new Setting("egress.timeout", SettingKind.DURATION, "10s", LIVE, new Configuration("dev.patchbay.egress", "timeout"),
                    "How long connecting and a control call may take."),
            own("egress.blocked-ports", SettingKind.LIST, LIVE,
                    "Ports and ranges (6000-6063) that are never connected to; none lifts all."
                            + " Not set: ports on which no app is found, such as 25 and 2375."),
            new Setting("connect.lifetime", SettingKind.DURATION, "30m", LIVE, new Configuration("dev.patchbay.core", "connect-lifetime"),
                    "How long a person has for a connect session, from the making of its link."),
            new Setting("connect.return-to", SettingKind.LIST, "", LIVE, new Configuration("dev.patchbay.core", "connect-return-to"),
                    "Where a connect session may send people afterwards: https://shop.example or https://shop.example/path; what lies below counts."),
            new Setting("session.idle", SettingKind.DURATION, "1h", LIVE, new Configuration("dev.patchbay.core", "session-idle"),
                    "How long nothing may happen in the session of a person who signed in, before it ends."),
            new Setting("session.lifetime", SettingKind.DURATION, "12h", LIVE, new Configuration("dev.patchbay.core", "session-lifetime"),
                    "How long the session of a person who signed in lasts at most."),
            own("embed.origins", SettingKind.LIST, LIVE,
                    "Web pages whose scripts may call the API with a session of their own: https://shop.example, without a path."),
            new Setting("refresh.lease", SettingKind.DURATION, "30s", LIVE, new Configuration("dev.patchbay.core", "refresh-lease"),
                    "How long one host alone may renew a connection's tokens before another takes over; longer than 10s."),
            new Setting("delete.grace", SettingKind.DURATION, "10m", LIVE, new Configuration("dev.patchbay.core", "delete-grace"),
                    "How long a deleted connection can be restored before it is shredded."),
            new Setting("install.trust", SettingKind.TEXT, "open", AT_START, install("trust"),
                    "What is installed besides what the host was shipped with: open (any bundle that passes the checks; only while http.host"
                            + " is a loopback address), digest (SHA-256 in install.digests) or signed (by a key of install.trust-store)."),
            new Setting("install.digests", SettingKind.PATH, "", AT_START, install("digests"),
                    "File of SHA-256 digests, one a line as sha256sum prints them; read at each install and start."),
            new Setting("install.trust-store", SettingKind.PATH, "", AT_START, install("trust-store"),
                    "PEM file with certificates of signers or their authorities; read at each install and start."),
            new Setting("install.repositories", SettingKind.TEXT, "", AT_START, install("repositories"),
                    "Repositories in Maven's layout that bundles are fetched from, with commas between: https://[user:password@]host/path;"
                            + " each may be an ENC(...) value."),
            new Setting("install.offline", SettingKind.FLAG, "false", AT_START, install("offline"),
                    "Nothing is fetched from install.repositories."),
            new Setting("install.watch", SettingKind.PATH, "", AT_START, install("watch"),
                    "Folder whose jars, *.connection.json files and feature archives (zip) are installed, replaced when they change, and"
                            + " uninstalled when they go."),
            new Setting("consumers.grants", SettingKind.TEXT, "", LIVE, new Configuration("dev.patchbay.core", "consumers-grants"),
                    "Accounts that bundles in the host may use: symbolic.name=account|account;other.name=account."),
            new Setting("sandbox.port", SettingKind.PORT, "7071", LIVE,
                    new Configuration("dev.patchbay.app.sandbox", "patchbay.loopback.ports"),
                    "The port of this machine that the shop of the integration sandbox listens on, while it is installed; 1024 or above."));

    private Settings() {
    }

    /** The rows, in the order of the manual. */
    public static List<Setting> table() {
        return TABLE;
    }

    /** The row of a key; a key that names a logger has the row of {@code log.level} under its own name. */
    public static Optional<Setting> find(String key) {
        if (key.startsWith(LOGGER) && key.length() > LOGGER.length()) {
            return Optional.of(new Setting(key, SettingKind.LEVEL, "", LIVE, LAUNCHER, "The level of one logger."));
        }
        return TABLE.stream().filter(setting -> setting.key().equals(key)).findFirst();
    }

    /** The table for the manual, in Markdown. */
    public static String markdown() {
        StringBuilder out = new StringBuilder("| key | default | kind | while running | what |\n|---|---|---|---|---|\n");
        for (Setting row : TABLE) {
            out.append("| `").append(row.key()).append("` | ").append(row.standard().isEmpty() ? "" : "`" + row.standard() + "`")
                    .append(" | ").append(row.kind().label()).append(" | ").append(row.live() ? "yes" : "no").append(" | ")
                    .append(row.help().replace("|", "\\|").replaceAll("<(\\w+)>", "&lt;$1&gt;")).append(" |\n");
        }
        return out.toString();
    }

    /** The file {@code conf/patchbay.properties} as shipped: every key with its help, none set. */
    public static String file() {
        StringBuilder out = new StringBuilder("""
                # The settings of this host. Remove the # before a key to set it.
                # Each can be given by an environment variable too, which wins: PATCHBAY_HTTP_PORT for http.port.
                # UTF-8; a backslash is written \\\\; relative paths start at the program folder.
                # [live]: a change takes effect while the host runs. The others wait for the next start.
                """);
        for (Setting row : TABLE) {
            out.append("\n# ").append(row.live() ? "[live] " : "").append(row.help())
                    .append("\n#").append(row.key()).append('=').append(row.standard()).append('\n');
        }
        return out.toString();
    }

    private static Setting own(String key, SettingKind kind, boolean live, String help) {
        int dot = key.indexOf('.');
        Configuration target = new Configuration("dev.patchbay." + key.substring(0, dot), key.substring(dot + 1));
        return new Setting(key, kind, "", live, target, help);
    }

    private static Configuration install(String key) {
        return new Configuration("dev.patchbay.installer", key);
    }

    private static Setting rest(String key, SettingKind kind, String help) {
        return new Setting(key, kind, "", AT_START, new Configuration("dev.patchbay.rest", key.substring("http.".length())), help);
    }
}
