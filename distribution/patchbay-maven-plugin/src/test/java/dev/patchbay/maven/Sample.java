package dev.patchbay.maven;

/** A declaration to change. Stateless. */
final class Sample {
    static final String ACME = """
            {
              "id": "acme",
              "label": "Acme",
              "baseUrl": "https://api.acme.example",
              "facts": {"source": "https://acme.example/developers", "date": "2026-01-31"},
              "methods": [{
                "id": "key",
                "label": "API key",
                "guide": "Make a key.",
                "fields": [{"name": "key", "label": "Key", "kind": "secret"}],
                "injection": [{"place": "header", "name": "X-Api-Key", "template": "{key}"}],
                "probe": {"url": "/me"}
              }]
            }
            """;

    private Sample() {}
}
