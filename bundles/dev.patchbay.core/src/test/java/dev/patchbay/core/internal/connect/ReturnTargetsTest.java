package dev.patchbay.core.internal.connect;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.Test;

/** Where people may be sent: what an open redirect would need is refused. */
public class ReturnTargetsTest {
    private final ReturnTargets targets =
            ReturnTargets.of("https://shop.example/back, https://other.example http://127.0.0.1:8080/app/");

    @Test
    public void whatIsListedAndWhatLiesBelowIsFound() {
        for (String url : List.of("https://shop.example/back", "https://shop.example/back/x?y=1%202", "https://shop.example:443/back",
                "HTTPS://SHOP.example/back", "https://other.example", "https://other.example/any/where?x",
                "http://127.0.0.1:8080/app/", "http://127.0.0.1:8080/app/x")) {
            assertEquals(Optional.of(URI.create(url)), targets.find(url));
        }
    }

    @Test
    public void everythingElseIsRefused() {
        for (String url : List.of("https://shop.example/backdoor", "https://shop.example/", "http://shop.example/back",
                "https://shop.example:8443/back", "https://shop.example.evil.example/back", "https://evil.example/back",
                "https://user@shop.example/back", "https://shop.example@evil.example/back", "https://shop.example/back#x",
                "//evil.example", "/back", "back", "", "https:/shop.example/back", "https://shop.example\\@evil.example/back",
                "https://shop.example/back\\..", "https://shop.example/back/../admin", "https://shop.example/back/%2e%2E/admin",
                "https://shop.example/back/.%2e", "https://shop.example/back/..%2fadmin", "https://shop.example/back%5c..",
                "https://shop.example/back//evil.example", "https://shop.example/back\r\nX: y", "https://shop.example/back\t",
                " https://shop.example/back", "javascript:alert(1)//https://shop.example/back", "data:text/html,x",
                "https://shop.exämple/back", "https://shop.example:/back", "https://other.example.", "https://[::1]/back",
                "https://other.example/" + "a".repeat(3_000), "http://127.0.0.1:8080/application", "http://localhost:8080/app/")) {
            assertEquals(url, Optional.empty(), targets.find(url));
        }
    }

    @Test
    public void aWrongEntryListsNothing() {
        ReturnTargets wrong = ReturnTargets.of("*, shop.example, https://u@shop.example, https://shop.example/?x, ,");
        assertTrue(wrong.find("https://shop.example/").isEmpty());
        assertTrue(ReturnTargets.of("").find("https://shop.example/").isEmpty());
    }
}
