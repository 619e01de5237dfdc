package dev.patchbay.bench;

import dev.patchbay.testsupport.ProviderBundle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Makes bundles of declared providers, each as large as a usual app's: an OAuth 2 method, a key method, a guide. */
final class JsonProviders {
    private static final String EXTENDER =
            "osgi.extender;filter:=\"(&(osgi.extender=dev.patchbay.declarative)(version>=1.0)(!(version>=2.0)))\"";

    private JsonProviders() {}

    /** All in one bundle. */
    static List<byte[]> inOneBundle(int count) {
        return List.of(bundle("bench.declared.all", 0, count));
    }

    /** Each in a bundle of its own. */
    static List<byte[]> inBundles(int count) {
        List<byte[]> jars = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            jars.add(bundle("bench.declared.app" + number, number, 1));
        }
        return jars;
    }

    static String id(int number) {
        return "declared-" + number;
    }

    private static byte[] bundle(String symbolicName, int first, int count) {
        String promises = String.join(",", IntStream.range(first, first + count)
                .mapToObj(number -> "dev.patchbay.provider;dev.patchbay.provider=\"" + id(number) + '"').toList());
        ProviderBundle bundle = ProviderBundle.named(symbolicName, "1.0.0")
                .header("Import-Package", "")
                .header("Require-Capability", EXTENDER)
                .header("Provide-Capability", promises);
        for (int number = first; number < first + count; number++) {
            bundle.entry("OSGI-INF/connections/" + id(number) + ".connection.json",
                    declaration(number).getBytes(StandardCharsets.UTF_8));
        }
        return bundle.jar();
    }

    private static String declaration(int number) {
        return String.format(Locale.ROOT, """
                {
                  "id": "declared-%1$d",
                  "label": "Declared app %1$d",
                  "description": "Orders, customers and stock of the declared app %1$d.",
                  "category": "commerce",
                  "baseUrl": "https://api%1$d.example.com/v1",
                  "methods": [
                    {
                      "id": "sign-in", "label": "Sign in",
                      "guide": "1. Open *Settings › Developers* in the app.\\n2. Create an OAuth app and paste the redirect URI.\\n3. Copy its client ID and secret.",
                      "auth": {"kind": "oauth2", "grant": "authorization-code", "authorizeUrl": "https://login%1$d.example.com/authorize",
                        "tokenUrl": "https://login%1$d.example.com/token", "clientAuth": "body", "scopes": ["orders", "customers"],
                        "authorizeParams": {"access_type": "offline"}},
                      "injection": [{"place": "header", "name": "Authorization", "template": "Bearer {accessToken}"}],
                      "probe": {"url": "/me", "accountId": "id", "accountLabel": "name"}
                    },
                    {
                      "id": "key", "label": "API key",
                      "guide": "1. Open *Settings › API keys*.\\n2. Create a key that may read.\\n3. Copy it; it is shown once.",
                      "fields": [{"kind": "secret", "name": "key", "label": "API key", "help": "Begins with da_."}],
                      "injection": [{"place": "header", "name": "X-Api-Key", "template": "{key}"}],
                      "probe": {"url": "/me", "accountId": "id", "accountLabel": "name"}
                    }
                  ]
                }
                """, number);
    }
}
