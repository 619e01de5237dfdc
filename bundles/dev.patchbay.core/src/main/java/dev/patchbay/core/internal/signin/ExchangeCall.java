package dev.patchbay.core.internal.signin;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Failure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.HttpCall;
import dev.patchbay.api.provider.HttpReply;
import dev.patchbay.api.provider.HttpSender;
import dev.patchbay.api.provider.OAuth2;
import dev.patchbay.api.provider.Values;
import dev.patchbay.core.internal.definitions.HostSyntax;
import dev.patchbay.core.internal.definitions.Inserts;
import dev.patchbay.core.internal.definitions.Template;
import dev.patchbay.host.auth.AuthCall;
import dev.patchbay.host.auth.TokenFailure;
import dev.patchbay.host.egress.EgressCall;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an engine sees of one exchange. What it sends goes to the grant's hosts alone. Thread-safe. */
final class ExchangeCall implements AuthCall {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private final Subject subject;
    private final EgressCall way;
    private final Inserts inserts;

    ExchangeCall(Subject subject, EgressCall way, @Nullable Secret accessToken) {
        this.subject = subject;
        this.way = way;
        String between = subject.method().auth() instanceof OAuth2 oauth ? oauth.scopeSeparator() : " ";
        this.inserts = new Inserts(
                subject.method(), subject.values(), accessToken, String.join(between, subject.scopes()));
    }

    @Override
    public Auth auth() {
        return subject.method().auth();
    }

    @Override
    public Values values() {
        return inserts.values();
    }

    @Override
    public Optional<String> url(String template) {
        Template url = new Template(template);
        try {
            return url.isComplete(inserts) ? Optional.of(url.url(inserts)) : Optional.empty();
        } catch (Template.Misfit e) {
            Failure failure = new Failure(Reason.INVALID_INPUT, "The field " + e.field() + ": " + e.getMessage());
            throw new TokenFailure(TokenFailure.Kind.REFUSED_HERE, failure, "", null);
        }
    }

    @Override
    public Optional<String> text(String template) {
        Template text = new Template(template);
        return text.isComplete(inserts) ? Optional.of(text.revealed(inserts)) : Optional.empty();
    }

    @Override
    public List<String> scopes() {
        return subject.scopes();
    }

    @Override
    public URI redirectUri() {
        return subject.redirectUri();
    }

    @Override
    public String state() {
        return subject.state();
    }

    @Override
    public HttpSender http() {
        return this::send;
    }

    private HttpReply send(HttpCall call) throws IOException {
        URI uri = call.uri();
        int standard = "http".equalsIgnoreCase(uri.getScheme()) ? HTTP_PORT : HTTPS_PORT;
        String host = HostSyntax.host(uri).orElse("");
        if (!subject.grant().allows(host, uri.getPort() >= 0 ? uri.getPort() : standard)) {
            throw new ConnectionFailure(
                    Reason.EGRESS_REFUSED, "The grant of this connection does not include the host " + uri.getHost() + ".");
        }
        return way.http().send(call);
    }
}
