package io.rmahub.engine.ingress.verification;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The parts of a request that can prove where it comes from.
 *
 * @param body          the bytes as received, before any decoding; not copied, so nobody may change them
 * @param headers       values by name; looked up without regard to case
 * @param query         decoded parameters of the query string only, never of a form in the body
 * @param pathToken     last segment of the path where the route leaves room for a token, else null
 * @param remoteAddress address of the sender, or null
 * @param clientSubject name (RFC 2253) in the certificate that the client proved to own, or null without one
 * @param receivedAt    when the request came in
 */
public record InboundRequest(
        byte[] body,
        Map<String, List<String>> headers,
        Map<String, List<String>> query,
        String pathToken,
        String remoteAddress,
        String clientSubject,
        Instant receivedAt) {

    public InboundRequest {
        Map<String, List<String>> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        headers = Collections.unmodifiableMap(anyCase);
        query = Map.copyOf(query);
    }

    /** All values of a header, empty if it was not sent. */
    public List<String> header(String name) {
        return headers.getOrDefault(name, List.of());
    }

    /** All values of a query parameter, empty if it was not sent. */
    public List<String> parameter(String name) {
        return query.getOrDefault(name, List.of());
    }

    /** Says how much was sent, not what: headers, query and path may hold secrets. */
    @Override
    public String toString() {
        return "InboundRequest[" + body.length + " bytes from " + remoteAddress + "]";
    }
}
