package dev.patchbay.core.internal.operations;

import static dev.patchbay.core.internal.HostFixture.ADMIN;
import static dev.patchbay.core.internal.HostFixture.caller;
import static dev.patchbay.core.internal.HostFixture.faults;
import static dev.patchbay.core.internal.HostFixture.problem;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Secret;
import dev.patchbay.core.internal.HostFixture;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.access.Scope;
import dev.patchbay.host.operations.Maintenance.KeyStanding;
import dev.patchbay.host.operations.Maintenance.Target;
import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.host.vault.VaultException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class RunningMaintenanceTest {
    private static final Secret PASSPHRASE = Secret.of("twelve chars");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final List<String> heard = new ArrayList<>();
    private HostFixture host;
    private RunningMaintenance maintenance;

    @Before
    public void open() throws Exception {
        host = new HostFixture(folder.getRoot().toPath());
        maintenance = new RunningMaintenance(host.ground(), host.parts.kek, () -> heard.add("new key"));
    }

    @After
    public void close() {
        host.close();
    }

    private List<String> left() throws IOException {
        Path tmp = host.data.resolve("tmp");
        if (!Files.exists(tmp)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(tmp)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private void backup(Caller caller, Secret passphrase, Target target) {
        try {
            maintenance.backup(caller, passphrase, target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    public void aBackupIsTheFileThatTheCommandsRead() throws Exception {
        String id = host.create("shop", "a").id();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<String> names = new ArrayList<>();
        backup(ADMIN, PASSPHRASE, name -> {
            names.add(name);
            return out;
        });
        assertTrue(names.toString(), names.get(0).matches("patchbay-\\d{8}-\\d{6}\\.backup"));
        assertEquals(List.of(), left());
        assertEquals("host.backup", host.actions().get(0));
        Path file = Files.write(folder.newFile("b").toPath(), out.toByteArray());
        Path copy = folder.getRoot().toPath().resolve("copy.db");
        BackupFile backups = new BackupFile(host.vault);
        byte[] root = backups.read(file, copy, PASSPHRASE);
        assertTrue(root.length > 0);
        assertEquals("Schema version " + host.store.schemaVersion() + ", 1 connection.", host.store.check(copy));
        assertFalse("sealed", new String(out.toByteArray(), StandardCharsets.ISO_8859_1).contains(id));
        assertThrows(VaultException.class, () -> backups.read(file, copy.resolveSibling("other.db"), Secret.of("another twelve")));
    }

    @Test
    public void nothingIsLeftWhenTheReaderGoesAway() throws Exception {
        boolean[] closed = new boolean[1];
        OutputStream gone = new OutputStream() {
            private int writes;

            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                // it breaks once only: what is closed after that would go through
                if (++writes == 3) {
                    throw new IOException("the reader went away");
                }
            }

            @Override
            public void close() {
                closed[0] = true;
            }
        };
        assertThrows(IOException.class, () -> maintenance.backup(ADMIN, PASSPHRASE, name -> gone));
        assertFalse("half of it must not end as if it were whole", closed[0]);
        assertEquals(List.of(), left());
        ByteArrayOutputStream next = new ByteArrayOutputStream();
        backup(ADMIN, PASSPHRASE, name -> next);
        assertTrue("the next one is made", next.size() > 1_000);
    }

    @Test
    public void oneBackupIsMadeAtATime() {
        backup(ADMIN, PASSPHRASE, name -> {
            problem(ProblemType.CONFLICT, () -> backup(ADMIN, PASSPHRASE, again -> new ByteArrayOutputStream()));
            return new ByteArrayOutputStream();
        });
    }

    @Test
    public void badPassphrasesAndCallersAreRefusedBeforeAnythingIsMade() {
        Target never = name -> {
            throw new AssertionError("opened");
        };
        assertEquals(Set.of("passphrase too-short"),
                faults(problem(ProblemType.INVALID, () -> backup(ADMIN, Secret.of("eleven char"), never))));
        assertEquals(Set.of("passphrase characters"),
                faults(problem(ProblemType.INVALID, () -> backup(ADMIN, Secret.of("two lines of\ntext"), never))));
        for (Caller other : List.of(caller("shop"), caller(null, Scope.READ, Scope.BUNDLES_INSTALL))) {
            problem(ProblemType.FORBIDDEN, () -> backup(other, PASSPHRASE, never));
            problem(ProblemType.FORBIDDEN, () -> maintenance.keys(other));
            problem(ProblemType.FORBIDDEN, () -> maintenance.rotateKeys(other));
        }
        assertFalse(host.actions().contains("host.backup"));
        assertEquals(List.of(), heard);
    }

    @Test
    public void aNewKeyIsMadeAtOnceAndTakesOverInTheBackground() {
        String id = host.create("shop", "a").id();
        host.create("shop", "b");
        KeyStanding before = maintenance.keys(ADMIN);
        assertEquals(0, before.remaining());
        KeyStanding made = maintenance.rotateKeys(ADMIN);
        assertEquals(2, made.remaining());
        assertFalse(made.active().equals(before.active()));
        assertEquals(List.of("new key"), heard);
        assertEquals("key.rotate", host.actions().get(0));
        assertTrue(host.parts.rotation.begin());
        while (host.parts.rotation.step()) {
            assertTrue(maintenance.keys(ADMIN).remaining() >= 0);
        }
        assertEquals(new KeyStanding(made.active(), made.createdAt(), 0, 0), maintenance.keys(ADMIN));
        assertEquals(made.active(), host.row(id).kekId());
        assertEquals("key.destroy", host.actions().get(0));
        assertEquals("a", host.parts.connections.get(ADMIN, id).label());
    }
}
