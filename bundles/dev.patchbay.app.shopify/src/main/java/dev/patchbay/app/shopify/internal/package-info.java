/** The app integrations {@code shopify-custom-app} and {@code shopify}: logins to the GraphQL Admin API of a Shopify store. */
@NullMarked
package dev.patchbay.app.shopify.internal;

import org.jspecify.annotations.NullMarked;
