package dev.patchbay.egress.internal;

import dev.patchbay.api.provider.HttpSender;
import dev.patchbay.host.egress.EgressCall;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ServerSocketFactory;
import javax.net.SocketFactory;
import javax.net.ssl.X509TrustManager;

/** One call's way out over guarded sockets. Where the settings are wrong every way is closed, and says which. */
final class GuardedCall implements EgressCall {
    private final Supplier<Guard> guard;
    private final Deadlines deadlines;
    private final Consumer<GuardedCall> atEnd;
    private final OpenSockets sockets = new OpenSockets();

    /**
     * A call.
     *
     * @param guard gives its guard, or throws a {@code ConnectionFailure} that names the wrong setting
     * @param atEnd told once or more that the call has ended
     */
    GuardedCall(Supplier<Guard> guard, Deadlines deadlines, Consumer<GuardedCall> atEnd) {
        this.guard = guard;
        this.deadlines = deadlines;
        this.atEnd = atEnd;
    }

    @Override
    public HttpSender http() {
        return call -> {
            Guard present = guard.get();
            return new GuardedHttp(present, sockets, deadlines, ReplyBody.LONGEST, present.policy().timeout()).send(call);
        };
    }

    @Override
    public HttpSender http(int largest, Duration within) {
        return call -> new GuardedHttp(guard.get(), sockets, deadlines, largest, within).send(call);
    }

    @Override
    public SocketFactory sockets() {
        return new GuardedSocketFactory(guard.get(), sockets);
    }

    @Override
    public ServerSocketFactory serverSockets() {
        return new GuardedServerSocketFactory(guard.get(), sockets);
    }

    @Override
    public X509TrustManager trustManager() {
        return guard.get().policy().trust().manager();
    }

    /** The first address, under the name it was asked for; unresolved where only the proxy can resolve it. */
    @Override
    public InetSocketAddress resolve(String host, int port) throws IOException {
        Target target = guard.get().check(host, port);
        if (target.addresses().isEmpty()) {
            return InetSocketAddress.createUnresolved(target.host().name(), port);
        }
        byte[] address = target.addresses().get(0).getAddress();
        return new InetSocketAddress(InetAddress.getByAddress(target.host().name(), address), port);
    }

    @Override
    public long transferred() {
        return sockets.transferred();
    }

    @Override
    public void close() {
        sockets.end();
        atEnd.accept(this);
    }
}
