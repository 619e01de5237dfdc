package dev.patchbay.core.internal.steps;

import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.host.connections.ConnectionView;
import dev.patchbay.host.steps.Steps.Need;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Shops of Shopify's, known by data and not by a provider's name: a provider connects to one where a method has a field
 * {@code shop} and reaches the host {@code {shop}.myshopify.com}. So any provider of that kind counts, of whichever bundle.
 */
final class Shops {
    static final String RULE = "A shop is named by its domain, such as example-shop.myshopify.com.";

    private static final String FIELD = "shop";
    private static final String SUFFIX = ".myshopify.com";
    private static final String HOST = "{" + FIELD + "}" + SUFFIX;
    private static final Pattern DOMAIN = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}\\.myshopify\\.com");

    private Shops() {}

    /** Whether the text is the domain of a shop, in lower case. */
    static boolean isDomain(String text) {
        return DOMAIN.matcher(text).matches();
    }

    /** Whether the provider's connections are to shops. */
    static boolean connects(ConnectionDefinition definition) {
        return definition.methods().stream().anyMatch(m -> m.field(FIELD).isPresent()
                && definition.endpointTemplates(m).stream().anyMatch(t -> t.contains(HOST)));
    }

    /** Whether the connection is of the provider and, where it says which shop it is to, to the shop. */
    static boolean serves(ConnectionView connection, Need need) {
        if (!connection.provider().equals(need.provider())) {
            return false;
        }
        if (need.shop() == null || !(connection.values().get(FIELD) instanceof String text)) {
            return true;
        }
        String shop = text.toLowerCase(Locale.ROOT);
        return need.shop().equals(shop.endsWith(SUFFIX) ? shop : shop + SUFFIX);
    }
}
