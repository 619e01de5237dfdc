package dev.patchbay.vault.internal;

import dev.patchbay.host.vault.RootKeySource;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.slf4j.LoggerFactory;

/**
 * The source of the root key that the configuration {@code dev.patchbay.vault} chooses: {@code key-file}, or else a passphrase
 * ({@code passphrase-file} or one of the other places). A changed configuration counts from the next use. Thread-safe.
 */
@Component(service = {RootKeySource.class, ConfigKeySource.class}, configurationPid = "dev.patchbay.vault",
        configurationPolicy = ConfigurationPolicy.OPTIONAL)
public final class ConfiguredRootKey implements RootKeySource, ConfigKeySource {
    private final SecureRandom random = new SecureRandom();
    private final Path data;
    private volatile Chosen chosen;

    /** Reads the settings; {@code patchbay.data} is the data folder, absolute. */
    @Activate
    public ConfiguredRootKey(BundleContext context, Map<String, Object> settings) {
        String folder = context.getProperty("patchbay.data");
        if (folder == null) {
            throw new IllegalStateException("the framework property patchbay.data is not set");
        }
        this.data = Path.of(folder);
        this.chosen = choose(settings);
    }

    /** Takes changed settings. */
    @Modified
    void modified(Map<String, Object> settings) {
        chosen = choose(settings);
    }

    private Chosen choose(Map<String, Object> settings) {
        Path keyFile = path(settings, "key-file");
        if (keyFile != null) {
            KeyFileRootKey source = new KeyFileRootKey(keyFile, new RecordFrame(random));
            return new Chosen(source, source);
        }
        PassphrasePlaces places = new PassphrasePlaces(System::getenv, path(settings, "passphrase-file"), data,
                LoggerFactory.getLogger(PassphrasePlaces.class)::warn);
        PassphraseRootKey source = new PassphraseRootKey(places, new PassphraseEnvelope(random), random);
        return new Chosen(source, source);
    }

    private static @Nullable Path path(Map<String, Object> settings, String name) {
        Object value = settings.get(name);
        return value == null || value.toString().isEmpty() ? null : Path.of(value.toString());
    }

    @Override
    public String prepare() {
        return chosen.rootKey().prepare();
    }

    @Override
    public byte[] seal(byte[] rootKey) {
        return chosen.rootKey().seal(rootKey);
    }

    @Override
    public byte[] open(byte[] sealed) {
        return chosen.rootKey().open(sealed);
    }

    @Override
    public Passphrase forConfiguration() {
        return chosen.configKeys().forConfiguration();
    }

    /* one source in both its roles */
    private record Chosen(RootKeySource rootKey, ConfigKeySource configKeys) {}
}
