package io.rmahub.trial.sandbox;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.DispatcherServlet;

/**
 * Takes calls to the neighbours past all the hub's filters: the neighbours stand for systems elsewhere, and what the
 * hub's web server spends on its own requests is not to be spent on theirs too.
 *
 * <p>Only paths of plain characters go this way. Anything else (dots, encoded characters, parameters in a segment)
 * goes the long way, so that no filter can be slipped past with a path that means another one.
 */
@SandboxOnly
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class StraightWay extends OncePerRequestFilter {

    private static final Pattern PLAIN = Pattern.compile("/sandbox(/[A-Za-z0-9_-]+)+");

    private final ObjectProvider<DispatcherServlet> servlet;

    StraightWay(ObjectProvider<DispatcherServlet> servlet) {
        this.servlet = servlet;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !PLAIN.matcher(request.getRequestURI()).matches();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        servlet.getObject().service(request, response);
    }
}
