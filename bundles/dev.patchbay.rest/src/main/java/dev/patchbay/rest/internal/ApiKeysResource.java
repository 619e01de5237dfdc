package dev.patchbay.rest.internal;

import dev.patchbay.host.access.ApiKeys.ApiKeyRequest;
import dev.patchbay.host.access.Scope;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** API keys: list, make, revoke. */
@Path("api/v1/admin/api-keys")
@Produces(MediaType.APPLICATION_JSON)
public final class ApiKeysResource {
    private final HostServices host;

    ApiKeysResource(HostServices host) {
        this.host = host;
    }

    /** The keys, newest first, without their texts. */
    @GET
    public Response list(@Context HttpServletRequest request) {
        Exchange exchange = Exchange.of(request);
        QueryParameters query = exchange.query("limit", "cursor");
        int limit = query.limit();
        query.check();
        return Response.ok(Json.bytes(host.apiKeys().list(exchange.caller(), limit, query.text("cursor")))).build();
    }

    /** Makes a key; its text is in this answer and in none after. */
    @POST
    public Response create(@Context HttpServletRequest request) throws IOException {
        Exchange exchange = Exchange.of(request);
        exchange.query();
        BodyFields body = JsonBody.read(exchange);
        body.readOnly("id", "createdAt", "revokedAt", "key");
        ApiKeyRequest wanted = new ApiKeyRequest(
                body.requiredText("label"), scopes(body), body.optionalText("account"), body.instant("expiresAt"));
        body.check();
        return Response.status(Response.Status.CREATED).entity(Json.bytes(host.apiKeys().create(exchange.caller(), wanted))).build();
    }

    private static Set<Scope> scopes(BodyFields body) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        List<String> words = body.texts("scopes");
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            Arrays.stream(Scope.values()).filter(s -> s.word().equals(word)).findFirst().ifPresentOrElse(scopes::add, fault(body, i));
        }
        if (words.isEmpty() && body.faults().stream().noneMatch(f -> f.field().equals("scopes"))) {
            body.fault("scopes", "required", "At least one scope is needed.");
        }
        return scopes;
    }

    private static Runnable fault(BodyFields body, int index) {
        List<String> words = Arrays.stream(Scope.values()).map(Scope::word).toList();
        return () -> body.fault("scopes[" + index + "]", "choice", "The scopes are " + String.join(", ", words) + ".");
    }

    /** Revokes a key; again and again is all right. */
    @DELETE
    @Path("{id}")
    public Response revoke(@Context HttpServletRequest request, @PathParam("id") String id) {
        Exchange exchange = Exchange.of(request);
        exchange.query();
        host.apiKeys().revoke(exchange.caller(), id);
        return Response.noContent().build();
    }
}
