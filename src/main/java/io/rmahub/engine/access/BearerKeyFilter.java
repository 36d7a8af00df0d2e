package io.rmahub.engine.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Turns {@code Authorization: Bearer <key>} into a principal. A request without the header goes on as nobody;
 * one with a key that is wrong or revoked is answered here.
 */
final class BearerKeyFilter extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(BearerKeyFilter.class);
    private static final String PREFIX = "Bearer ";

    private final ApiKeys keys;
    private final Refusals refusals;

    BearerKeyFilter(ApiKeys keys, Refusals refusals) {
        this.keys = keys;
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            chain.doFilter(request, response);
            return;
        }
        if (!header.regionMatches(true, 0, PREFIX, 0, PREFIX.length())) {
            refusals.unauthorized(request, response, Refusals.KEY_MALFORMED, null);
            return;
        }
        Optional<ApiKey> key;
        try {
            key = keys.find(header.substring(PREFIX.length()).strip());
        } catch (DataAccessException e) {
            LOG.warn("Keys cannot be checked: {}", e.getMessage());
            refusals.unavailable(response);
            return;
        }
        if (key.isEmpty()) {
            refusals.unauthorized(request, response, Refusals.KEY_UNKNOWN, null);
        } else if (key.get().revokedAt() != null) {
            refusals.unauthorized(request, response, Refusals.KEY_REVOKED, key.get().name());
        } else {
            signIn(request, key.get().principal());
            chain.doFilter(request, response);
        }
    }

    private static void signIn(HttpServletRequest request, HubPrincipal principal) {
        request.setAttribute(CurrentPrincipal.ATTRIBUTE, principal);
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new HubAuthentication(principal));
        SecurityContextHolder.setContext(context);
    }
}
