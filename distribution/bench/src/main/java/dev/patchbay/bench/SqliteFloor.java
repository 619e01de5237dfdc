package dev.patchbay.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The floor of row 3: durable inserts into a bare SQLite table (WAL, {@code synchronous=FULL}, a transaction each).
 * Arguments: the folder, the threads, the seconds, and {@code shared} (one connection) or {@code each} (one for each
 * thread). Prints the inserts done, the seconds and the µs of CPU they took.
 */
public final class SqliteFloor {
    private static final int ROW_BYTES = 600;
    private static final int BUSY_MILLIS = 10_000;

    private SqliteFloor() {}

    /** Runs once. */
    public static void main(String[] arguments) throws Exception {
        Path file = Path.of(arguments[0], "floor-" + ProcessHandle.current().pid() + ".db");
        int threads = Integer.parseInt(arguments[1]);
        long nanos = Long.parseLong(arguments[2]) * 1_000_000_000L;
        boolean isShared = arguments[3].equals("shared");
        try (Connection first = open(file)) {
            try (Statement statement = first.createStatement()) {
                statement.execute("CREATE TABLE floor (id TEXT PRIMARY KEY, payload BLOB NOT NULL)");
            }
            insert(first, "warm-up", System.nanoTime() + 500_000_000L);
            long cpuBefore = ProcessFigures.of(ProcessHandle.current().pid()).cpuMicros();
            long begin = System.nanoTime();
            long done = run(file, first, threads, isShared, begin + nanos);
            double seconds = (System.nanoTime() - begin) / 1e9;
            long cpu = ProcessFigures.of(ProcessHandle.current().pid()).cpuMicros() - cpuBefore;
            System.out.println(done + " " + seconds + " " + cpu);
        }
    }

    private static long run(Path file, Connection first, int threads, boolean isShared, long end)
            throws SQLException, InterruptedException, ExecutionException {
        ExecutorService executor = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "inserts");
            thread.setDaemon(true);
            return thread;
        });
        List<Connection> own = new ArrayList<>();
        List<Future<Long>> counts = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            String prefix = "thread-" + i;
            Connection connection = isShared ? first : open(file);
            own.add(connection);
            counts.add(executor.submit(() -> insert(connection, prefix, end)));
        }
        long sum = 0;
        for (Future<Long> count : counts) {
            sum += count.get();
        }
        executor.shutdown();
        for (Connection connection : own) {
            connection.close();
        }
        return sum;
    }

    private static long insert(Connection connection, String prefix, long end) throws SQLException {
        byte[] payload = new byte[ROW_BYTES];
        long count = 0;
        try (PreparedStatement statement = connection.prepareStatement("INSERT INTO floor (id, payload) VALUES (?, ?)")) {
            while (System.nanoTime() < end) {
                synchronized (connection) {
                    statement.setString(1, prefix + "-" + count);
                    statement.setBytes(2, payload);
                    count += isDone(statement) ? 1 : 0;
                }
            }
        }
        return count;
    }

    /** SQLite is not fair: of many connections one may wait for longer than it is told to; it asks again. */
    private static boolean isDone(PreparedStatement statement) throws SQLException {
        try {
            statement.executeUpdate();
            return true;
        } catch (SQLiteException e) {
            if (e.getResultCode() == SQLiteErrorCode.SQLITE_BUSY) {
                return false;
            }
            throw e;
        }
    }

    private static Connection open(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_MILLIS);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source.getConnection();
    }
}
