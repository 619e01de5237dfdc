package dev.patchbay.core.internal.access;

import dev.patchbay.api.Secret;
import dev.patchbay.core.internal.base.Database;
import dev.patchbay.core.internal.base.HostCaller;
import dev.patchbay.core.internal.base.OwnerOnly;
import dev.patchbay.host.access.ApiKeys;
import dev.patchbay.host.access.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.Optional;

/** The first API key of a host: written to a file that only its owner reads, before the host knows it. */
public final class FirstKey {
    private static final String NAME = "first-key";

    private final Database database;
    private final StoredApiKeys keys;
    private final Path data;

    public FirstKey(Database database, StoredApiKeys keys, Path data) {
        this.database = database;
        this.keys = keys;
        this.data = data;
    }

    /** Makes it where the host never had a key; also where a start before ended between its two steps. */
    public Optional<Path> makeIfNone() {
        boolean none = database.read(r -> r.listApiKeys(null, null, 1)).isEmpty();
        return none ? Optional.of(make()) : Optional.empty();
    }

    /** Makes one whatever there is, and says where it lies. */
    public Path make() {
        Path file = data.resolve(NAME);
        Secret text = keys.text();
        try {
            write(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("The first key cannot be written to " + file, e);
        }
        keys.store(HostCaller.HOST, new ApiKeys.ApiKeyRequest("First key", EnumSet.allOf(Scope.class), null, null), text);
        return file;
    }

    private void write(Path file, Secret text) throws IOException {
        Path part = Files.createTempFile(data, "first-key", ".part", OwnerOnly.attributes(data));
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap((text.reveal() + "\n").getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        OwnerOnly.sync(data);
    }
}
