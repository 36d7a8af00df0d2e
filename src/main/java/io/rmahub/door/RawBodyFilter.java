package io.rmahub.door;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads the body of a request to a door before anything else can: signatures cover the raw bytes, and both the
 * servlet container and Camel would take a form body apart.
 */
@Component
@Order(RawBodyFilter.BEFORE_ALL)
public final class RawBodyFilter extends OncePerRequestFilter {

    static final int BEFORE_ALL = Integer.MIN_VALUE + 1;

    /** Request attribute: the body's bytes. */
    public static final String BODY = "hub.raw-body";
    /** Request attribute: the query string's parameters, {@code Map<String, List<String>>}. */
    public static final String QUERY = "hub.query";

    private static final List<String> DOORS = List.of("/api/integrations/", "/api/partners/");

    private final DoorLimits limits;

    public RawBodyFilter(DoorLimits limits) {
        this.limits = limits;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return DOORS.stream().noneMatch(request.getRequestURI()::startsWith);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        int limit = limits.bytesFor(request.getRequestURI());
        byte[] body = request.getContentLengthLong() > limit ? null : request.getInputStream().readNBytes(limit + 1);
        if (body == null || body.length > limit) {
            refuse(response, new Problem(413, "Content Too Large", "This door takes at most " + limit + " bytes"));
            return;
        }
        try {
            chain.doFilter(new RawRequestWrapper(request, body), response);
        } catch (MalformedQuery e) {
            refuse(response, new Problem(400, "Bad Request", "The query string cannot be decoded"));
        }
    }

    private static void refuse(HttpServletResponse response, Problem problem) throws IOException {
        response.setStatus(problem.status());
        response.setContentType(Problem.MEDIA_TYPE);
        response.getOutputStream().write(problem.json().getBytes(StandardCharsets.UTF_8));
    }

    private static final class MalformedQuery extends RuntimeException {
        MalformedQuery(Throwable cause) {
            super(cause);
        }
    }

    /** Gives the bytes again, and only the query string as parameters. */
    private static final class RawRequestWrapper extends HttpServletRequestWrapper {

        private final byte[] body;
        private final Map<String, List<String>> query;

        RawRequestWrapper(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
            this.query = parse(request.getQueryString());
            request.setAttribute(BODY, body);
            request.setAttribute(QUERY, query);
        }

        private static Map<String, List<String>> parse(String queryString) {
            if (queryString == null || queryString.isEmpty()) {
                return Map.of();
            }
            Map<String, List<String>> parsed = new LinkedHashMap<>();
            for (String pair : queryString.split("&")) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                parsed.computeIfAbsent(decoded(name), key -> new ArrayList<>()).add(decoded(value));
            }
            return parsed;
        }

        private static String decoded(String text) {
            try {
                return URLDecoder.decode(text, StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                throw new MalformedQuery(e);
            }
        }

        /** Not told to those behind: Camel would decode a form once more, and fail where it is broken. */
        @Override
        public String getContentType() {
            return null;
        }

        @Override
        public ServletInputStream getInputStream() {
            return new Replay(new ByteArrayInputStream(body));
        }

        @Override
        public String getParameter(String name) {
            return query.containsKey(name) ? query.get(name).get(0) : null;
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            Map<String, String[]> parameters = new LinkedHashMap<>();
            query.forEach((name, values) -> parameters.put(name, values.toArray(String[]::new)));
            return parameters;
        }

        @Override
        public Enumeration<String> getParameterNames() {
            return Collections.enumeration(query.keySet());
        }

        @Override
        public String[] getParameterValues(String name) {
            return query.containsKey(name) ? query.get(name).toArray(String[]::new) : null;
        }
    }

    private static final class Replay extends ServletInputStream {

        private final ByteArrayInputStream bytes;

        Replay(ByteArrayInputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("The body is in memory");
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return bytes.read(target, offset, length);
        }
    }
}
