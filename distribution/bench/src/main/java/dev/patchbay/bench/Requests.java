package dev.patchbay.bench;

import dev.patchbay.testsupport.HostProcess;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The bytes of requests to a host, with its first key. Immutable. */
final class Requests {
    /** The secret of every connection of a benchmark, as long as a usual API key. */
    static final String SECRET = "sk_0123456789abcdefghijklmnopqrstuvwxyzABCD";

    private static final String CONNECTIONS = "/api/v1/connections";

    private final String key;

    Requests(HostProcess host) {
        key = host.firstKey();
    }

    byte[] credential(String id) {
        return get(CONNECTIONS + "/" + id + "/credential");
    }

    byte[] get(String path) {
        return head("GET", path, "").getBytes(StandardCharsets.US_ASCII);
    }

    byte[] create(long number) {
        return post(CONNECTIONS, "application/json", String.format(Locale.ROOT,
                "{\"account\":\"shop-%d\",\"provider\":\"api-key\",\"label\":\"Connection %d\",\"values\":{\"key\":\"%s\"}}",
                number % 1_000, number, SECRET).getBytes(StandardCharsets.UTF_8));
    }

    byte[] create(String provider) {
        return post(CONNECTIONS, "application/json", String.format(Locale.ROOT,
                "{\"account\":\"shop\",\"provider\":\"%s\",\"label\":\"%s\",\"values\":{\"key\":\"%s\"}}",
                provider, provider, SECRET).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Of this account, provider and label.
     *
     * @param more members beside them, or an empty text
     * @param values the members of the values
     */
    byte[] create(String account, String provider, String label, String more, String values) {
        return post(CONNECTIONS, "application/json", String.format(Locale.ROOT,
                "{\"account\":\"%s\",\"provider\":\"%s\",\"label\":\"%s\",%s\"values\":{%s}}",
                account, provider, label, more.isEmpty() ? "" : more + ",", values).getBytes(StandardCharsets.UTF_8));
    }

    byte[] test(String id) {
        return post(CONNECTIONS + "/" + id + "/test", "application/json", new byte[0]);
    }

    byte[] install(byte[] jar) {
        return post("/api/v1/admin/bundles", "application/java-archive", jar);
    }

    /** The id in the answer to a create. */
    static String id(Answer answer) {
        String text = answer.text();
        int from = text.indexOf("\"id\":\"") + "\"id\":\"".length();
        return text.substring(from, text.indexOf('"', from));
    }

    private byte[] post(String path, String type, byte[] body) {
        byte[] head = head("POST", path, "Content-Type: " + type + "\r\nContent-Length: " + body.length + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[head.length + body.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }

    private String head(String method, String path, String more) {
        return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + key + "\r\n" + more + "\r\n";
    }
}
