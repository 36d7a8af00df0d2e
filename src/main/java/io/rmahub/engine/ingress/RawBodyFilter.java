package io.rmahub.engine.ingress;

import io.rmahub.engine.web.Problem;
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
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.DispatcherServlet;

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
    /** Request attribute: all headers by lower-case name, {@code Map<String, List<String>>}. */
    public static final String HEADERS = "hub.headers";
    /** Request attribute: the query string's parameters, {@code Map<String, List<String>>}. */
    public static final String QUERY = "hub.query";

    private static final List<String> DOORS = List.of("/api/integrations/", "/api/partners/");

    /**
     * A path of these characters means what it says. Anything else (dots, encoded characters, parameters of a segment)
     * takes the way through all filters, whose firewall refuses what could pass for another path.
     */
    private static final Pattern PLAIN = Pattern.compile("(/[A-Za-z0-9_-]+)+");

    private final DoorLimits limits;
    private final ObjectProvider<DispatcherServlet> servlet;

    public RawBodyFilter(DoorLimits limits, ObjectProvider<DispatcherServlet> servlet) {
        this.limits = limits;
        this.servlet = servlet;
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
            answer(new RawRequestWrapper(request, body), response, chain);
        } catch (MalformedQueryException e) {
            refuse(response, new Problem(400, "Bad Request", "The query string cannot be decoded"));
        }
    }

    /**
     * Straight to the route: behind this filter come sessions, logins and encodings, and a door has none of them. In a
     * profile of a busy door most of the time was spent there.
     */
    private void answer(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (PLAIN.matcher(request.getRequestURI()).matches()) {
            servlet.getObject().service(request, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static void refuse(HttpServletResponse response, Problem problem) throws IOException {
        response.setStatus(problem.status());
        response.setContentType(Problem.MEDIA_TYPE);
        response.getOutputStream().write(problem.json().getBytes(StandardCharsets.UTF_8));
    }

    private static final class MalformedQueryException extends RuntimeException {
        MalformedQueryException(Throwable cause) {
            super(cause);
        }
    }

    /**
     * The request with its body to be read once more, and without what Camel or the container would refuse or decode:
     * it has no parameters, and no header with control characters. The door reads both from the attributes.
     */
    private static final class RawRequestWrapper extends HttpServletRequestWrapper {

        private final byte[] body;
        private final Map<String, List<String>> plainHeaders;

        RawRequestWrapper(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
            Map<String, List<String>> headers = headers(request);
            this.plainHeaders = plain(headers);
            request.setAttribute(BODY, body);
            request.setAttribute(HEADERS, headers);
            request.setAttribute(QUERY, parse(request.getQueryString()));
        }

        private static Map<String, List<String>> headers(HttpServletRequest request) {
            Map<String, List<String>> all = new LinkedHashMap<>();
            for (String name : Collections.list(request.getHeaderNames())) {
                all.put(name.toLowerCase(Locale.ROOT), Collections.list(request.getHeaders(name)));
            }
            return all;
        }

        private static Map<String, List<String>> plain(Map<String, List<String>> headers) {
            Map<String, List<String>> plain = new LinkedHashMap<>(headers);
            plain.entrySet().removeIf(header -> !isPlain(header.getKey())
                    || !header.getValue().stream().allMatch(RawRequestWrapper::isPlain));
            return plain;
        }

        private static boolean isPlain(String text) {
            return text.chars().noneMatch(Character::isISOControl);
        }

        private List<String> values(String name) {
            return plainHeaders.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
        }

        @Override
        public Enumeration<String> getHeaderNames() {
            return Collections.enumeration(plainHeaders.keySet());
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return Collections.enumeration(values(name));
        }

        @Override
        public String getHeader(String name) {
            List<String> values = values(name);
            return values.isEmpty() ? null : values.get(0);
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
                throw new MalformedQueryException(e);
            }
        }

        /** Hidden: Camel would decode a form once more, and fail where it is malformed. */
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
            return null;
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            return Map.of();
        }

        @Override
        public Enumeration<String> getParameterNames() {
            return Collections.emptyEnumeration();
        }

        @Override
        public String[] getParameterValues(String name) {
            return null;
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
