package io.rmahub.engine.web;

/**
 * One thing that is wrong with a request.
 *
 * @param path   JSON pointer (RFC 6901) into the body, or the name of a query parameter or header
 * @param reason what it should be, in words that the caller can act on
 */
public record FieldProblem(String path, String reason) {
}
