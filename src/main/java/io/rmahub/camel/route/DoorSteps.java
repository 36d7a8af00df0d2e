package io.rmahub.camel.route;

import io.rmahub.engine.ingress.Door;
import io.rmahub.engine.ingress.DoorAnswer;
import io.rmahub.engine.ingress.RawBodyFilter;
import io.rmahub.engine.ingress.RawRequest;
import io.rmahub.engine.ingress.TokenEndpoint;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.platform.http.springboot.PlatformHttpMessage;
import org.springframework.stereotype.Component;

/** Brings a request from its route to the door, and the answer back. */
@Component("doorSteps")
public final class DoorSteps {

    private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    private final Door door;
    private final TokenEndpoint tokens;

    DoorSteps(Door door, TokenEndpoint tokens) {
        this.door = door;
        this.tokens = tokens;
    }

    /**
     * A message comes in.
     *
     * @param source whose door this is
     * @param path   the door's own path
     */
    public void accept(Exchange exchange, String source, String path) {
        HttpServletRequest request = exchange.getMessage(PlatformHttpMessage.class).getRequest();
        answer(exchange, door.accept(source, raw(request, path)));
    }

    /** A sender logs in. */
    public void token(Exchange exchange) {
        HttpServletRequest request = exchange.getMessage(PlatformHttpMessage.class).getRequest();
        answer(exchange, tokens.answer(raw(request, request.getRequestURI())));
    }

    private static void answer(Exchange exchange, DoorAnswer answer) {
        Message message = exchange.getMessage();
        // Otherwise the request's headers would be sent back to the sender.
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, answer.status());
        message.setHeader(Exchange.CONTENT_TYPE, answer.contentType());
        // Camel would drop some of them, Cache-Control among others.
        answer.headers().forEach(exchange.getMessage(PlatformHttpMessage.class).getResponse()::setHeader);
        byte[] body = answer.body() == null ? new byte[0] : answer.body().getBytes(StandardCharsets.UTF_8);
        // A known length goes out in one packet; without it the end of the answer follows in a second one.
        exchange.getMessage(PlatformHttpMessage.class).getResponse().setContentLength(body.length);
        message.setBody(body);
    }

    @SuppressWarnings("unchecked")
    private static RawRequest raw(HttpServletRequest request, String path) {
        return new RawRequest(request.getMethod(), (byte[]) request.getAttribute(RawBodyFilter.BODY),
                request.getHeader("Content-Type"),
                (Map<String, List<String>>) request.getAttribute(RawBodyFilter.HEADERS),
                (Map<String, List<String>>) request.getAttribute(RawBodyFilter.QUERY),
                pathToken(request.getRequestURI(), path), request.getRemoteAddr(), clientSubject(request));
    }

    /** Name in the certificate of the TLS client; the first of the chain is its own (Servlet 6.0, section 3.10). */
    private static String clientSubject(HttpServletRequest request) {
        return request.getAttribute(CERTIFICATES) instanceof X509Certificate[] chain && chain.length > 0
                ? chain[0].getSubjectX500Principal().getName() : null;
    }

    private static String pathToken(String uri, String path) {
        String rest = uri.startsWith(path + "/") ? uri.substring(path.length() + 1) : "";
        return rest.isEmpty() ? null : rest;
    }
}
