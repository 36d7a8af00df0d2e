package io.rmahub.warrantydesk;

import java.util.Map;

/** A request that is refused: nothing of it has an effect. The text reaches the caller (RFC 9457). */
public final class Refusal extends RuntimeException {

    private final int status;
    private final String title;
    private final transient Map<String, Object> more;

    private Refusal(int status, String title, String detail, Map<String, Object> more) {
        super(detail, null, false, false);
        this.status = status;
        this.title = title;
        this.more = more;
    }

    static Refusal malformed(String detail) {
        return new Refusal(400, "Bad Request", detail, Map.of());
    }

    static Refusal notFound(String detail, Map<String, Object> more) {
        return new Refusal(404, "Not Found", detail, more);
    }

    static Refusal conflict(String detail, Map<String, Object> more) {
        return new Refusal(409, "Conflict", detail, more);
    }

    static Refusal changedMeanwhile(long version) {
        return new Refusal(412, "Precondition Failed", "The warranty was changed: it is at version " + version,
                Map.of("version", version));
    }

    /** A field has a value that cannot be. */
    static Refusal impossible(String field, String detail) {
        return new Refusal(422, "Unprocessable Content", field + ": " + detail, Map.of("field", field));
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** Further members of the problem. */
    public Map<String, Object> more() {
        return more;
    }
}
