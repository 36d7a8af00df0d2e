package io.rmahub.engine.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;

/** Answers requests that are turned away with {@code application/problem+json} (RFC 9457) and audits them. */
@Component
final class Refusals {

    static final String KEY_MISSING = "key-missing";
    static final String KEY_MALFORMED = "key-malformed";
    static final String KEY_UNKNOWN = "key-unknown";
    static final String KEY_REVOKED = "key-revoked";
    static final String SCOPE_MISSING = "scope-missing";

    private static final int SEGMENTS_AUDITED = 3;

    private final AccessAudit audit;
    private final ObjectMapper json;

    Refusals(AccessAudit audit, ObjectMapper json) {
        this.audit = audit;
        this.json = json;
    }

    void unauthorized(HttpServletRequest request, HttpServletResponse response, String reason, String keyName)
            throws IOException {
        audit.refused(door(request), reason, request.getRemoteAddr(), keyName);
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        answer(response, HttpStatus.UNAUTHORIZED, "A valid key is needed: Authorization: Bearer <key>");
    }

    void forbidden(HttpServletRequest request, HttpServletResponse response) throws IOException {
        audit.refused(door(request), SCOPE_MISSING, request.getRemoteAddr(), nameOrNull());
        answer(response, HttpStatus.FORBIDDEN, "This key may not do that");
    }

    /** A form whose session has ended leads back to the login; everything else is 403, as a page. */
    void page(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        String name = nameOrNull();
        if (denied instanceof CsrfException && name == null) {
            response.sendRedirect(request.getContextPath() + "/login?expired");
            return;
        }
        audit.refused(door(request), SCOPE_MISSING, request.getRemoteAddr(), name);
        response.sendError(HttpStatus.FORBIDDEN.value());
    }

    void notFound(HttpServletResponse response) throws IOException {
        answer(response, HttpStatus.NOT_FOUND, "There is nothing here");
    }

    void unavailable(HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.RETRY_AFTER, "5");
        answer(response, HttpStatus.SERVICE_UNAVAILABLE, "Keys cannot be checked now");
    }

    private static String nameOrNull() {
        return CurrentPrincipal.principal(SecurityContextHolder.getContext().getAuthentication())
                .map(HubPrincipal::name).orElse(null);
    }

    /** The start of the path: a token that somebody sent to a wrong address is further down. */
    static String door(HttpServletRequest request) {
        String path = request.getRequestURI();
        int end = 0;
        for (int i = 0; i <= SEGMENTS_AUDITED && end >= 0; i++) {
            end = path.indexOf('/', i == 0 ? 0 : end + 1);
        }
        return end < 0 ? path : path.substring(0, end);
    }

    private void answer(HttpServletResponse response, HttpStatus status, String detail) throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        json.writeValue(response.getOutputStream(), ProblemDetail.forStatusAndDetail(status, detail));
    }
}
