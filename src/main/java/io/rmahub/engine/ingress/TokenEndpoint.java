package io.rmahub.engine.ingress;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rmahub.engine.access.AccessAudit;
import io.rmahub.engine.ingress.verification.TokenIssuer;
import io.rmahub.engine.settings.HubSettings;
import io.rmahub.engine.settings.SourceSettings;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Where senders log in that bring a token of the hub's own with their messages: OAuth 2.0 client credentials
 * (RFC 6749, section 4.4), the client's id and secret in the {@code Authorization} header or in the form.
 */
@Component
public final class TokenEndpoint {

    private static final String BASIC = "Basic ";
    private static final String DOOR = "oauth-token";
    private static final Map<String, String> NEVER_KEPT = Map.of("Cache-Control", "no-store", "Pragma", "no-cache");

    private final TokenIssuer issuer;
    private final AccessAudit audit;
    private final Clock clock;

    public TokenEndpoint(HubSettings settings, AccessAudit audit, Clock clock) {
        this.issuer = new TokenIssuer(settings.sources().values().stream().filter(SourceSettings::enabled)
                .map(SourceSettings::verification).filter(Objects::nonNull).toList());
        this.audit = audit;
        this.clock = clock;
    }

    private record Client(String id, String secret) {
    }

    /** Handles one request for a token; never throws. */
    public DoorAnswer answer(RawRequest request) {
        Optional<Map<String, String>> read = form(request.body());
        List<String> authorization = request.headers().getOrDefault("authorization", List.of());
        if (read.isEmpty() || authorization.size() > 1
                || !authorization.isEmpty() && read.get().containsKey("client_secret")) {
            return error(400, "invalid_request");
        }
        Map<String, String> form = read.get();
        if (!form.containsKey("grant_type")) {
            return error(400, "invalid_request");
        }
        Optional<TokenIssuer.Token> token = clients(authorization, form).stream()
                .flatMap(client -> issuer.issue(client.id(), client.secret(), clock.instant()).stream()).findFirst();
        if (token.isEmpty()) {
            audit.refused(DOOR, "client-unknown", request.remoteAddress(), null);
            return error(401, "invalid_client").with("WWW-Authenticate", "Basic realm=\"hub\"");
        }
        if (!form.get("grant_type").equals("client_credentials")) {
            return error(400, "unsupported_grant_type");
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("access_token", token.get().value())
                .put("token_type", "Bearer").put("expires_in", token.get().life().toSeconds());
        return json(200, body);
    }

    /**
     * Who it may be: RFC 6749, section 2.3.1 has id and secret URL-encoded inside of Basic, which many clients do not
     * do, so both readings are tried.
     */
    private static List<Client> clients(List<String> authorization, Map<String, String> form) {
        if (authorization.isEmpty()) {
            String id = form.get("client_id");
            String secret = form.get("client_secret");
            return id == null || secret == null ? List.of() : List.of(new Client(id, secret));
        }
        String sent = authorization.get(0);
        List<Client> clients = new ArrayList<>();
        if (sent.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            try {
                String pair = new String(Base64.getDecoder().decode(sent.substring(BASIC.length()).strip()),
                        StandardCharsets.UTF_8);
                int colon = Math.max(pair.indexOf(':'), 0);
                Client client = new Client(pair.substring(0, colon),
                        pair.substring(Math.min(colon + 1, pair.length())));
                clients.add(client);
                clients.add(new Client(decoded(client.id()), decoded(client.secret())));
            } catch (IllegalArgumentException e) {
                return clients;
            }
        }
        return clients;
    }

    /** A parameter that is there twice makes the request invalid (section 3.2), and so does an escape that is none. */
    private static Optional<Map<String, String>> form(byte[] body) {
        Map<String, String> form = new HashMap<>();
        try {
            for (String pair : new String(body, StandardCharsets.UTF_8).strip().split("&")) {
                int equals = pair.indexOf('=');
                if (equals > 0 && form.put(decoded(pair.substring(0, equals)),
                        decoded(pair.substring(equals + 1))) != null) {
                    return Optional.empty();
                }
            }
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return Optional.of(form);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static DoorAnswer error(int status, String code) {
        return json(status, JsonNodeFactory.instance.objectNode().put("error", code));
    }

    private static DoorAnswer json(int status, ObjectNode body) {
        return DoorAnswer.of(status, "application/json", body.toString()).with(NEVER_KEPT);
    }
}
