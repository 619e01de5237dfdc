package dev.patchbay.tck.simulator;

/**
 * Something the simulated app did not accept. Immutable.
 *
 * @param request method, host and path of the request; never a query, a header or a body
 * @param status what the app answered; 0 where nobody answered, as there is no such server
 * @param sentence why, for whoever reads a failed test; it quotes the facts and the names of what was sent, no secret
 */
public record Refusal(String request, int status, String sentence) {
    @Override
    public String toString() {
        return request + ": " + sentence + " (" + status + ")";
    }
}
