package dev.patchbay.api.provider;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.annotation.bundle.Capability;

/**
 * Promises in the bundle's manifest that a provider of this id is registered, as the capability
 * {@code dev.patchbay.provider;dev.patchbay.provider="ftp"}. The host reads it before any code of the bundle runs: an id
 * that belongs to another bundle is refused, and so is a provider whose id was not promised. A
 * bundle with several providers may name the id of each in the service property {@value #NAMESPACE} too.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@Capability(namespace = ProvidesConnection.NAMESPACE, name = "${#value}")
public @interface ProvidesConnection {
    /** The namespace of the capability. */
    String NAMESPACE = "dev.patchbay.provider";

    /** The provider's id. */
    String value();
}
