package io.rmahub.engine.ingress;

import java.util.List;
import java.util.Map;

/**
 * A request as it came in, before anybody believed it.
 *
 * @param body          the bytes as received
 * @param headers       values by lower-case name
 * @param query         decoded parameters of the query string
 * @param pathToken     what follows the door's own path, or null
 * @param clientSubject name (RFC 2253) in the client's certificate, or null
 */
public record RawRequest(String method, byte[] body, String contentType, Map<String, List<String>> headers,
                         Map<String, List<String>> query, String pathToken, String remoteAddress,
                         String clientSubject) {
}
