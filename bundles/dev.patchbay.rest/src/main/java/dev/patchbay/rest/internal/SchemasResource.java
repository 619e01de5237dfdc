package dev.patchbay.rest.internal;

import dev.patchbay.declaration.DeclarationSchema;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/** The schemas of the files that authors write; without a key, so that an editor can fetch them. */
@Path("/schemas")
public final class SchemasResource {
    /** The JSON Schema of {@code *.connection.json}, as this host reads it. */
    @GET
    @Path("connection.json")
    @Produces("application/schema+json")
    public Response connection(@Context HttpServletRequest request) {
        Exchange.of(request).query();
        return Response.ok(DeclarationSchema.utf8()).build();
    }
}
