package dev.patchbay.oauth.internal;

import dev.patchbay.api.provider.HttpCall;
import dev.patchbay.api.provider.HttpReply;
import dev.patchbay.api.provider.OAuth2.BodyFormat;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/** Requests from the host to the app, in the form the app wants. Of one thread, as its call. */
final class BackChannel {
    private final OAuth2Call call;
    private final ClientIdentification client;

    BackChannel(OAuth2Call call, ClientIdentification client) {
        this.call = call;
        this.client = client;
    }

    /**
     * Sends parameters with the client's identification, by POST unless declared otherwise; declared ones go over all of them.
     *
     * @param declared templates by name
     * @param audience the token endpoint, for which assertions are made
     */
    HttpReply send(URI endpoint, Parameters parameters, Map<String, String> declared, URI audience) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        client.addTo(call, audience.toString(), parameters, headers);
        Parameters all = parameters.declared(declared, call);
        return send(isGet(all.leg()) ? HttpCall.get(all.addedTo(endpoint)) : withBody(endpoint, all), headers);
    }

    /** Sends nothing but these parameters, in the query unless the app wants JSON: extending a token has no other form. */
    HttpReply extend(URI endpoint, Parameters parameters) {
        HttpCall request = call.auth().bodyFormat() == BodyFormat.JSON
                ? withBody(endpoint, parameters) : HttpCall.get(parameters.addedTo(endpoint));
        return send(request, new TreeMap<>(String.CASE_INSENSITIVE_ORDER));
    }

    private boolean isGet(Leg leg) {
        return leg == Leg.TOKEN && call.auth().isTokenByGet() || leg == Leg.REFRESH && call.auth().isRefreshByGet();
    }

    private HttpCall withBody(URI endpoint, Parameters parameters) {
        return switch (call.auth().bodyFormat()) {
            case FORM -> HttpCall.post(endpoint, "application/x-www-form-urlencoded", parameters.form());
            case JSON -> HttpCall.post(endpoint, "application/json", parameters.json());
            case QUERY -> HttpCall.of("POST", parameters.addedTo(endpoint));
        };
    }

    private HttpReply send(HttpCall request, Map<String, String> headers) {
        headers.put("Accept", "application/json"); // GitHub answers with a form to who does not ask
        call.auth().tokenHeaders().forEach((name, template) -> call.fill(template).ifPresent(value -> headers.put(name, value)));
        HttpCall whole = request;
        for (Map.Entry<String, String> header : headers.entrySet()) {
            whole = with(whole, header.getKey(), header.getValue());
        }
        return AppHttp.send(call.host().http(), whole);
    }

    private static HttpCall with(HttpCall request, String name, String value) {
        try {
            return request.header(name, value);
        } catch (IllegalArgumentException lineBreak) {
            throw OAuth2Call.misconfigured("A value for the header " + name + " holds a line break. Correct it.");
        }
    }
}
