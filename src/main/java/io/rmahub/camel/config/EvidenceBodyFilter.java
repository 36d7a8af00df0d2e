package io.rmahub.camel.config;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Reads a file that is the whole body of a request as bytes, before Camel reads it as text. Comes after access. */
@Component
@Order(0)
public final class EvidenceBodyFilter extends OncePerRequestFilter {

    public static final int LARGEST = 10 * 1024 * 1024;

    /** Request attribute: the bytes; one more than is allowed if there are more. */
    public static final String BYTES = "hub.evidence";

    private static final Pattern PATH = Pattern.compile("/api/csp/rma/[^/]+/evidence");

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String type = request.getContentType();
        return !"POST".equals(request.getMethod()) || !PATH.matcher(request.getRequestURI()).matches()
                || type != null && type.startsWith("multipart/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        request.setAttribute(BYTES, request.getInputStream().readNBytes(LARGEST + 1));
        chain.doFilter(new WithoutBody(request), response);
    }
}
