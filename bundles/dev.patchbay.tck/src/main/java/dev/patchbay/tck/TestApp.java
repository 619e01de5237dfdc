package dev.patchbay.tck;

import java.io.Closeable;
import java.io.IOException;

/** A server on 127.0.0.1 that stands for the app a provider connects to. */
public interface TestApp extends Closeable {

    /** Its port. */
    int port();

    /** Stops it. */
    @Override
    void close() throws IOException;

    /**
     * A server that runs already.
     *
     * @param stop what stops it
     */
    static TestApp at(int port, Closeable stop) {
        return new TestApp() {
            @Override
            public int port() {
                return port;
            }

            @Override
            public void close() throws IOException {
                stop.close();
            }
        };
    }
}
