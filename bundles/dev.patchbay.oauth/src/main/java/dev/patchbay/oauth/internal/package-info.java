/** The engines that run OAuth 2.0 and OAuth 1.0a over real apps; they hold no state and open no connection of their own. */
@NullMarked
package dev.patchbay.oauth.internal;

import org.jspecify.annotations.NullMarked;
