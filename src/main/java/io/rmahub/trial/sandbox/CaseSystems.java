package io.rmahub.trial.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The calls by which the hub makes something at a neighbour: a case, a task, a link, a comment.
 *
 * <p>Each wants a JSON object and an {@code Idempotency-Key}, and answers 201 with the neighbour's reference. A
 * repeat of the key gets the first answer again, marked {@code Idempotent-Replayed}.
 */
@SandboxOnly
@RestController
@RequestMapping("/sandbox")
class CaseSystems {

    private static final String KEY = "Idempotency-Key";

    private final Neighbours neighbours;
    private final InventedTickets tickets;
    private final ObjectMapper json;

    CaseSystems(Neighbours neighbours, InventedTickets tickets, ObjectMapper json) {
        this.neighbours = neighbours;
        this.tickets = tickets;
        this.json = json;
    }

    @PostMapping("/csp/api/cases")
    ResponseEntity<Map<String, String>> openCase(
            @RequestHeader(name = KEY, required = false) String key, @RequestBody(required = false) byte[] body) {
        return receive(Neighbours.CSP, key, "/api/cases", body);
    }

    @PatchMapping("/csp/api/cases/{number}")
    ResponseEntity<Map<String, String>> changeCase(@PathVariable String number,
            @RequestHeader(name = KEY, required = false) String key, @RequestBody(required = false) byte[] body) {
        return receive(Neighbours.CSP, key, "PATCH", "/api/cases/" + number, body);
    }

    @PostMapping("/tms/api/tasks")
    ResponseEntity<Map<String, String>> planVisit(
            @RequestHeader(name = KEY, required = false) String key, @RequestBody(required = false) byte[] body) {
        return receive(Neighbours.TMS, key, "/api/tasks", body);
    }

    @PostMapping("/tms/api/tasks/{id}/close")
    ResponseEntity<Map<String, String>> closeVisit(@PathVariable String id,
            @RequestHeader(name = KEY, required = false) String key, @RequestBody(required = false) byte[] body) {
        return receive(Neighbours.TMS, key, "/api/tasks/" + id + "/close", body);
    }

    @PostMapping("/tickets/api/tickets/{id}/links")
    ResponseEntity<Map<String, String>> linkTicket(@PathVariable String id,
            @RequestHeader(name = KEY, required = false) String key, @RequestBody(required = false) byte[] body) {
        return receive(Neighbours.TICKETS, key, "/api/tickets/" + id + "/links", body);
    }

    @PostMapping("/thulium/api/tickets/{id}/comments")
    ResponseEntity<Map<String, String>> comment(@PathVariable String id,
            @RequestHeader(name = KEY, required = false) String key, @RequestBody(required = false) byte[] body) {
        if (tickets.find(id, false).isEmpty()) {
            neighbours.get(Neighbours.THULIUM).countRefused();
            throw new SandboxProblemException(HttpStatus.NOT_FOUND, "There is no such ticket");
        }
        return receive(Neighbours.THULIUM, key, "/api/tickets/" + id + "/comments", body);
    }

    /** DHL activates a subscription to whoever sends its secret back; recorded is what the header said. */
    @PostMapping("/dhl/api/tracking/push/v1/subscription/{id}")
    ResponseEntity<Map<String, String>> activateSubscription(@PathVariable String id,
            @RequestHeader(name = KEY, required = false) String key,
            @RequestHeader(name = "DHL-API-Hook-Secret", required = false) String secret) {
        if (secret == null) {
            neighbours.get(Neighbours.DHL).countRefused();
            throw new SandboxProblemException(HttpStatus.BAD_REQUEST, "The secret is missing");
        }
        return receive(Neighbours.DHL, key, "/tracking/push/v1/subscription/" + id,
                json.createObjectNode().put("subscription", id).put("secret", secret).toString()
                        .getBytes(StandardCharsets.UTF_8));
    }

    private ResponseEntity<Map<String, String>> receive(String name, String key, String path, byte[] body) {
        return receive(name, key, "POST", path, body);
    }

    private ResponseEntity<Map<String, String>> receive(String name, String key, String method, String path,
            byte[] body) {
        Neighbour neighbour = neighbours.get(name);
        if (!isObject(body)) {
            neighbour.countRefused();
            throw new SandboxProblemException(HttpStatus.BAD_REQUEST, "The body is not a JSON object");
        }
        Neighbour.Receipt receipt = neighbour.receive(key, method, path, body);
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(HttpStatus.CREATED);
        if (receipt.repeated()) {
            answer.header("Idempotent-Replayed", "true");
        }
        return answer.body(Map.of("id", receipt.reference()));
    }

    private boolean isObject(byte[] body) {
        try {
            JsonNode node = json.readTree(body == null ? new byte[0] : body);
            return node != null && node.isObject();
        } catch (IOException e) {
            return false;
        }
    }
}
