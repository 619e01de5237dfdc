package dev.patchbay.core.internal.connect;

import java.net.URI;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where people's browsers reach the host. Thread-safe. */
public final class PublicUrl {
    private final Supplier<@Nullable URI> configured;
    private final String guess;

    /**
     * @param configured {@code public.url} as it is now, null where it is not set
     * @param host what the host listens on
     * @param port the same
     */
    public PublicUrl(Supplier<@Nullable URI> configured, String host, int port) {
        this(configured, guess(host, port));
    }

    /**
     * @param configured {@code public.url} as it is now, null where it is not set
     * @param guess what this machine reaches the host at, without a slash at its end
     */
    public PublicUrl(Supplier<@Nullable URI> configured, String guess) {
        this.configured = configured;
        this.guess = guess;
    }

    private static String guess(String host, int port) {
        boolean any = host.isEmpty() || host.equals("0.0.0.0") || host.equals("::") || host.equals("[::]");
        String name = any ? "127.0.0.1" : host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
        return "http://" + name + ":" + port;
    }

    /** The base of every link, without a slash at its end. */
    public String base() {
        URI url = configured.get();
        String text = url == null ? guess : url.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /** Where apps send people back to, for an OAuth client. */
    public URI redirect(String client) {
        return URI.create(base() + "/oauth/callback/" + client);
    }

    /** One sentence where the URL is only guessed. */
    public @Nullable String warning() {
        return configured.get() != null ? null : "public.url is not set; links and redirect URIs begin with " + guess
                + ", which works on this machine only.";
    }
}
