package io.rmahub.engine.ingress;

import io.rmahub.engine.web.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Between the start of the web server and that of the routes a door would be answered with 404, which a sender may
 * take for final; 503 makes it come again.
 */
@Component
@Order(Integer.MIN_VALUE)
public final class UnavailableUntilReadyFilter extends OncePerRequestFilter {

    private volatile boolean open;

    @EventListener(ApplicationReadyEvent.class)
    void open() {
        open = true;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return open || !request.getRequestURI().startsWith("/api/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setStatus(503);
        response.setHeader("Retry-After", "2");
        response.setContentType(Problem.MEDIA_TYPE);
        response.getOutputStream().write(new Problem(503, "Service Unavailable", "The hub is starting").json()
                .getBytes(StandardCharsets.UTF_8));
    }
}
