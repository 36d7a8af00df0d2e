package io.rmahub.engine.web;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * A request that is not done; its transaction is rolled back. What it says reaches the caller as problem (RFC 9457):
 * 400 if the request cannot be read, 422 if it can be read and is not valid, each with {@code errors}.
 */
public final class RefusedException extends ErrorResponseException {

    /** Name of the problem's member that holds the {@link FieldProblem}s. */
    static final String ERRORS = "errors";

    private RefusedException(HttpStatus status, String detail, Map<String, ?> members) {
        super(status, ProblemDetail.forStatusAndDetail(status, detail), null);
        members.forEach(getBody()::setProperty);
    }

    /** 400: what was sent cannot be read, or names a parameter or value that does not exist. */
    public static RefusedException unreadable(String path, String reason) {
        return unreadable(List.of(new FieldProblem(path, reason)));
    }

    /** 400, with everything that cannot be read. */
    public static RefusedException unreadable(List<FieldProblem> errors) {
        return new RefusedException(HttpStatus.BAD_REQUEST, text(errors), Map.of(ERRORS, errors));
    }

    /** 422: a field has a value that cannot be. */
    public static RefusedException invalid(String path, String reason) {
        return invalid(List.of(new FieldProblem(path, reason)));
    }

    /** 422, with everything that is not valid. */
    public static RefusedException invalid(List<FieldProblem> errors) {
        return new RefusedException(HttpStatus.UNPROCESSABLE_ENTITY, text(errors), Map.of(ERRORS, errors));
    }

    /** 404. */
    public static RefusedException notFound(String detail) {
        return notFound(detail, Map.of());
    }

    /** 404 with further members. */
    public static RefusedException notFound(String detail, Map<String, ?> members) {
        return new RefusedException(HttpStatus.NOT_FOUND, detail, members);
    }

    /** 409: it cannot be done as things are. */
    public static RefusedException conflict(String detail) {
        return conflict(detail, Map.of());
    }

    /** 409 with further members, for example what could be done instead. */
    public static RefusedException conflict(String detail, Map<String, ?> members) {
        return new RefusedException(HttpStatus.CONFLICT, detail, members);
    }

    /** 403: this principal may not. */
    public static RefusedException forbidden(String detail) {
        return new RefusedException(HttpStatus.FORBIDDEN, detail, Map.of());
    }

    /** 412: the representation has another entity tag. */
    public static RefusedException preconditionFailed(String detail, Map<String, ?> members) {
        return new RefusedException(HttpStatus.PRECONDITION_FAILED, detail, members);
    }

    /** 413. */
    public static RefusedException tooLarge(String detail) {
        return new RefusedException(HttpStatus.PAYLOAD_TOO_LARGE, detail, Map.of());
    }

    /** 415. */
    public static RefusedException unsupportedMediaType(String detail) {
        return new RefusedException(HttpStatus.UNSUPPORTED_MEDIA_TYPE, detail, Map.of());
    }

    /** The status as a number. */
    public int status() {
        return getStatusCode().value();
    }

    /** What reaches the caller. */
    public String detail() {
        return getBody().getDetail();
    }

    /** Members of the problem beside those of RFC 9457. */
    public Map<String, Object> members() {
        Map<String, Object> members = getBody().getProperties();
        return members == null ? Map.of() : members;
    }

    @Override
    public String getMessage() {
        return detail();
    }

    /** It is an answer and no failure of the hub: a stack trace would help nobody. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }

    private static String text(List<FieldProblem> errors) {
        return errors.stream().map(error -> error.path().isEmpty() ? error.reason()
                        : error.path().replaceFirst("^/", "") + ": " + error.reason())
                .collect(Collectors.joining("; "));
    }
}
