package io.rmahub.warranty;

import java.util.Map;

/** A request that is refused: nothing of it has an effect. The text reaches the caller (RFC 9457). */
public final class WarrantyRefusedException extends RuntimeException {

    private final int status;
    private final String title;
    private final transient Map<String, Object> more;

    private WarrantyRefusedException(int status, String title, String detail, Map<String, Object> more) {
        super(detail, null, false, false);
        this.status = status;
        this.title = title;
        this.more = more;
    }

    static WarrantyRefusedException malformed(String detail) {
        return new WarrantyRefusedException(400, "Bad Request", detail, Map.of());
    }

    static WarrantyRefusedException notFound(String detail, Map<String, Object> more) {
        return new WarrantyRefusedException(404, "Not Found", detail, more);
    }

    static WarrantyRefusedException conflict(String detail, Map<String, Object> more) {
        return new WarrantyRefusedException(409, "Conflict", detail, more);
    }

    static WarrantyRefusedException changedMeanwhile(long version) {
        return new WarrantyRefusedException(412, "Precondition Failed", "The warranty was changed: it is at version " + version,
                Map.of("version", version));
    }

    /** A field has a value that cannot be. */
    static WarrantyRefusedException impossible(String field, String detail) {
        return new WarrantyRefusedException(422, "Unprocessable Content", field + ": " + detail, Map.of("field", field));
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
