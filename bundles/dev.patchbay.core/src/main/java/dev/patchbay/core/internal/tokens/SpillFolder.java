package dev.patchbay.core.internal.tokens;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.core.internal.base.Ids;
import dev.patchbay.core.internal.base.OwnerOnly;
import dev.patchbay.declaration.DefinitionJson;
import dev.patchbay.host.store.OAuthRows.TokenRow;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replies that the database did not take, as files until it does: the app has given them once and does not give them again.
 * The tokens in them are sealed as in the database. Thread-safe.
 */
final class SpillFolder {
    private static final Logger LOG = LoggerFactory.getLogger(SpillFolder.class);
    private static final String SUFFIX = ".tokens";

    /** A reply and whether it outlives this process. */
    private record Kept(Reply reply, boolean durable) {}

    private final Path folder;
    private final ConcurrentHashMap<String, Kept> kept = new ConcurrentHashMap<>();

    /**
     * Over {@code spill} in the data folder; reads what an earlier run left.
     */
    SpillFolder(Path data) {
        folder = data.resolve("spill");
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.getFileName().toString().endsWith(SUFFIX)).forEach(this::load);
            } catch (IOException e) {
                LOG.error("the folder {} cannot be read: {}", folder, e.getClass().getName());
            }
        }
    }

    private void load(Path file) {
        try {
            Reply reply = read(Files.readString(file));
            kept.put(reply.connection(), new Kept(reply, true));
        } catch (IOException | RuntimeException e) {
            LOG.error("{} is left alone: it is not in its form", file);
        }
    }

    /** Keeps a reply, in memory at least. */
    void keep(Reply reply) {
        boolean durable = false;
        try {
            write(reply);
            durable = true;
            LOG.warn("the database did not take the renewed tokens of {}; they wait in {}", reply.connection(), folder);
        } catch (IOException e) {
            LOG.error("neither the database nor {} took the renewed tokens of {}: {}",
                    folder, reply.connection(), e.getClass().getName());
        }
        kept.put(reply.connection(), new Kept(reply, durable));
    }

    /** The ids of connections with a reply that waits. */
    Set<String> waiting() {
        return Set.copyOf(kept.keySet());
    }

    /** What waits for a connection. */
    Optional<Reply> find(String connection) {
        return Optional.ofNullable(kept.get(connection)).map(Kept::reply);
    }

    /** The same, where it is durable: only then anybody may be given it. */
    Optional<Reply> findDurable(String connection) {
        return Optional.ofNullable(kept.get(connection)).filter(Kept::durable).map(Kept::reply);
    }

    /** The database has it, or something newer. */
    void drop(Reply reply) {
        try {
            Files.deleteIfExists(file(reply.connection()));
        } catch (IOException e) {
            /* at the next start it is found outdated and dropped again */
            LOG.warn("{} cannot be deleted: {}", file(reply.connection()), e.getClass().getName());
        }
        kept.remove(reply.connection());
    }

    private Path file(String connection) {
        return folder.resolve(connection + SUFFIX);
    }

    private void write(Reply reply) throws IOException {
        Files.createDirectories(folder);
        Path fresh = folder.resolve(reply.connection() + ".new");
        Files.deleteIfExists(fresh);
        Set<StandardOpenOption> options = EnumSet.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        try (FileChannel channel = FileChannel.open(fresh, options, OwnerOnly.attributes(folder))) {
            ByteBuffer bytes = ByteBuffer.wrap(json(reply).getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(fresh, file(reply.connection()), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        OwnerOnly.sync(folder);
    }

    private static String json(Reply reply) {
        TokenRow row = reply.row();
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("connection", row.connection()).put("version", row.version()).put("payload", row.payload())
                .put("mac", row.mac()).put("issuedAt", row.issuedAt()).put("expiresAt", row.expiresAt());
        out.put("former", reply.former()).put("fence", reply.attempt().fence()).put("attempt", reply.attempt().hash())
                .put("attemptedAt", reply.attempt().at()).put("dueAt", reply.dueAt());
        out.put("changed", reply.changed());
        return out.toString();
    }

    private static Reply read(String text) throws IOException {
        JsonNode in = DefinitionJson.tree(text);
        String connection = in.path("connection").asText();
        if (!Ids.isId(Ids.CONNECTION, connection)
                || !List.of("version", "issuedAt", "former", "fence", "attemptedAt").stream().allMatch(in::has)) {
            throw new IllegalArgumentException("not a spilled reply");
        }
        TokenRow row = new TokenRow(
                connection, in.get("version").asLong(), in.path("payload").binaryValue(), in.path("mac").binaryValue(),
                in.get("issuedAt").asLong(), in.path("expiresAt").isNumber() ? in.get("expiresAt").asLong() : null);
        byte[] hash = in.path("attempt").isTextual() ? in.get("attempt").binaryValue() : null;
        Reply.Attempt attempt = new Reply.Attempt(in.get("fence").asLong(), hash, in.get("attemptedAt").asLong());
        return new Reply(
                row, in.get("former").asLong(), attempt, in.path("dueAt").isNumber() ? in.get("dueAt").asLong() : null,
                in.path("changed").isTextual() ? in.get("changed").binaryValue() : null);
    }
}
