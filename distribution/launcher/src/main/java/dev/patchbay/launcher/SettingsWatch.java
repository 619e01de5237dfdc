package dev.patchbay.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Looks at the file of settings every two seconds and hands on what may change while the host runs. An edit that has a
 * fault changes nothing; its reasons are logged. Confined to one thread.
 */
final class SettingsWatch implements Runnable {
    private static final long PERIOD_MILLIS = 2_000;

    private final Path file;
    private final Supplier<SettingValues> read;
    private final Consumer<SettingValues> apply;
    private final HostLog log;
    private final SettingValues atStart;
    private SettingValues current;
    private byte[] content;

    /** Hands the values with every live change to {@code apply}. */
    SettingsWatch(Path file, Supplier<SettingValues> read, SettingValues atStart, Consumer<SettingValues> apply, HostLog log) {
        this.file = file;
        this.read = read;
        this.apply = apply;
        this.log = log;
        this.atStart = atStart;
        this.current = atStart;
        this.content = new byte[0]; // the first look reads it: the file may have been edited since the values were read
    }

    /** Watches on a daemon thread from here on. */
    static void start(Path file, Supplier<SettingValues> read, SettingValues atStart, Consumer<SettingValues> apply, HostLog log) {
        Thread thread = new Thread(new SettingsWatch(file, read, atStart, apply, log), "patchbay-settings");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        try {
            while (true) {
                Thread.sleep(PERIOD_MILLIS);
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the host ends
        }
    }

    /** One look at the file. */
    void look() {
        byte[] now = content();
        if (Arrays.equals(now, content)) {
            return;
        }
        content = now;
        try {
            changed(read.get());
        } catch (StartFailure e) {
            log.log(HostLog.Level.WARN, "The edited settings are ignored. " + e.getMessage());
        } catch (IllegalStateException e) {
            log.log(HostLog.Level.WARN, "dev.patchbay.launcher", "The edited settings did not take effect.", e);
        }
    }

    private void changed(SettingValues edited) {
        Set<String> waiting = new TreeSet<>();
        SettingValues next = current;
        Set<String> live = new TreeSet<>();
        for (String key : current.changedTo(edited)) {
            boolean isLive = Settings.find(key).orElseThrow().live();
            if (isLive) {
                live.add(key);
                next = next.with(key, edited.textOrEmpty(key));
            }
        }
        for (String key : atStart.changedTo(edited)) {
            if (!Settings.find(key).orElseThrow().live()) {
                waiting.add(key);
            }
        }
        if (!live.isEmpty()) {
            current = next;
            apply.accept(next);
            log.log(HostLog.Level.INFO, "Settings changed: " + String.join(", ", live) + ".");
        }
        if (!waiting.isEmpty()) {
            log.log(HostLog.Level.WARN, "These settings differ from those the host runs with and take effect at the next start: "
                    + String.join(", ", waiting) + ".");
        }
    }

    private byte[] content() {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return new byte[0];
        } catch (IOException e) {
            return content; // being replaced; the next look sees it
        }
    }
}
