package io.rmahub.camel.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rmahub.engine.access.CurrentPrincipal;
import io.rmahub.engine.access.HubPrincipal;
import io.rmahub.engine.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.platform.http.springboot.PlatformHttpMessage;
import org.springframework.stereotype.Component;

/** What the API routes share: who asks, which parameters, and answers as JSON or problem. */
@Component
final class ApiAnswer {

    private static final int DEFAULT_LIMIT = 50;
    private static final int LARGEST_LIMIT = 500;

    /** The request is at fault; the text says how and reaches the caller. */
    static final class BadRequestException extends RuntimeException {
        BadRequestException(String detail) {
            super(detail);
        }
    }

    private final ObjectMapper json;

    ApiAnswer(ObjectMapper json) {
        this.json = json;
    }

    static HubPrincipal principal(Exchange exchange) {
        return CurrentPrincipal.require(request(exchange));
    }

    /**
     * A parameter of the query. Camel keeps them with the headers of the request, which may be called the same:
     * {@code From} and {@code Priority} are headers that browsers and proxies send (RFC 9110, RFC 9218).
     */
    static String text(Exchange exchange, String name) {
        HttpServletRequest request = request(exchange);
        boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        return text(name, reads ? request.getParameter(name) : exchange.getMessage().getHeader(name, String.class));
    }

    /** A part of the path. */
    static String path(Exchange exchange, String name) {
        return text(name, exchange.getMessage().getHeader(name, String.class));
    }

    /** A header of the request. */
    static String header(Exchange exchange, String name) {
        return text(name, request(exchange).getHeader(name));
    }

    private static String text(String name, String value) {
        if (value != null && value.indexOf('\u0000') >= 0) {
            throw new BadRequestException(name + " holds a character that no text has");
        }
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** A filter that is misspelt must not show everything. */
    static void requireKnown(Exchange exchange, Set<String> parameters) {
        List<String> unknown = Collections.list(request(exchange).getParameterNames()).stream()
                .filter(name -> !parameters.contains(name)).toList();
        if (!unknown.isEmpty()) {
            throw new BadRequestException("There is no parameter " + String.join(", ", unknown) + "; there are "
                    + new TreeSet<>(parameters));
        }
    }

    private static HttpServletRequest request(Exchange exchange) {
        return exchange.getMessage(PlatformHttpMessage.class).getRequest();
    }

    static UUID uuid(Exchange exchange, String name) {
        return uuid(name, text(exchange, name));
    }

    static UUID pathUuid(Exchange exchange, String name) {
        return uuid(name, path(exchange, name));
    }

    private static UUID uuid(String name, String value) {
        try {
            return value == null ? null : UUID.fromString(value);
        } catch (IllegalArgumentException e) {
            throw new BadRequestException(name + " is not a UUID");
        }
    }

    static int limit(Exchange exchange) {
        String value = text(exchange, "limit");
        try {
            int limit = value == null ? DEFAULT_LIMIT : Integer.parseInt(value);
            if (limit >= 1 && limit <= LARGEST_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new BadRequestException("limit is a number from 1 to " + LARGEST_LIMIT);
    }

    /** A page of items; {@code next}, where to go on, is there when the page is full. */
    <T> void page(Exchange exchange, List<T> items, int limit, Function<T, UUID> id) throws JsonProcessingException {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("items", items);
        if (items.size() == limit) {
            page.put("next", id.apply(items.get(limit - 1)));
        }
        ok(exchange, page);
    }

    void ok(Exchange exchange, Object body) throws JsonProcessingException {
        answer(exchange, 200, "application/json", json.writeValueAsString(body));
    }

    void created(Exchange exchange, Object body) throws JsonProcessingException {
        answer(exchange, 201, "application/json", json.writeValueAsString(body));
    }

    void accepted(Exchange exchange, Object body) throws JsonProcessingException {
        answer(exchange, 202, "application/json", json.writeValueAsString(body));
    }

    void problem(Exchange exchange, int status, String title, String detail) {
        answer(exchange, status, Problem.MEDIA_TYPE, new Problem(status, title, detail).json());
    }

    /** With headers of its own. */
    static void answer(Exchange exchange, int status, String contentType, Object body, Map<String, String> headers) {
        answer(exchange, status, contentType, body);
        headers.forEach(exchange.getMessage()::setHeader);
    }

    private static void answer(Exchange exchange, int status, String contentType, Object body) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setHeader(Exchange.CONTENT_TYPE, contentType);
        message.setBody(body);
    }
}
