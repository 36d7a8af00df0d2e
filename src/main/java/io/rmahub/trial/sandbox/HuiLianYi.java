package io.rmahub.trial.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** HuiLianYi: gives tokens for client credentials, takes documents, and tells how they stand. */
@SandboxOnly
@RestController
@RequestMapping("/sandbox/huilianyi")
class HuiLianYi {

    private static final String IN_REVIEW = "1002";
    private static final int TOKEN_SECONDS = 3_600;

    private final Neighbour huilianyi;
    private final Credential client;
    private final OaDocuments documents;
    private final ObjectMapper json;
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();

    HuiLianYi(Neighbours neighbours, SandboxSettings settings, OaDocuments documents, ObjectMapper json) {
        this.huilianyi = neighbours.get(Neighbours.HUILIANYI);
        this.client = Credential.basic(settings.credential(Neighbours.HUILIANYI, "sandbox:sandbox-huilianyi"));
        this.documents = documents;
        this.json = json;
    }

    @PostMapping("/api/oauth/token")
    Map<String, Object> token(@RequestHeader(name = "Authorization", required = false) String authorization,
            @RequestBody(required = false) byte[] body) {
        String form = body == null ? "" : new String(body, StandardCharsets.UTF_8);
        if (!client.expected().equals(authorization) || !form.contains("grant_type=client_credentials")) {
            throw refusal(HttpStatus.UNAUTHORIZED, "The client's credentials or the grant type do not fit");
        }
        String token = UUID.randomUUID().toString();
        tokens.add(token);
        huilianyi.countRead();
        return Map.of("access_token", token, "token_type", "bearer", "expires_in", TOKEN_SECONDS, "scope", "write");
    }

    /** All tokens that were given are worth nothing from now on. */
    @DeleteMapping("/tokens")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke() {
        tokens.clear();
    }

    @PostMapping("/api/open/approvals")
    ResponseEntity<ObjectNode> create(@RequestHeader(name = "Authorization", required = false) String authorization,
            @RequestHeader(name = "Idempotency-Key", required = false) String key,
            @RequestBody byte[] body) throws IOException {
        requireToken(authorization);
        JsonNode document = json.readTree(body);
        for (String field : Set.of("businessCode", "formType", "title", "remark")) {
            if (document.path(field).asText().isBlank()) {
                throw refusal(HttpStatus.BAD_REQUEST, field + " is missing");
            }
        }
        String id = huilianyi.receive(key, "POST", "/api/open/approvals", body).reference();
        documents.add(Neighbours.HUILIANYI, id, document.path("businessCode").asText(), IN_REVIEW);
        return ResponseEntity.status(HttpStatus.CREATED)
                .body(json.createObjectNode().put("documentId", id).put("status", Integer.parseInt(IN_REVIEW)));
    }

    @GetMapping("/api/open/approvals/{id}")
    ObjectNode document(@PathVariable String id,
            @RequestHeader(name = "Authorization", required = false) String authorization) {
        requireToken(authorization);
        huilianyi.countRead();
        OaDocuments.Document found = documents.find(Neighbours.HUILIANYI, id)
                .orElseThrow(() -> refusal(HttpStatus.NOT_FOUND, "There is no such document"));
        ObjectNode told = json.createObjectNode().put("documentId", id).put("businessCode", found.reference())
                .put("status", found.status()).put("opinion", found.comment()).put("nodeName", found.node())
                .put("approvedAt", found.at());
        told.putObject("approver").put("name", found.approver());
        return told;
    }

    /** What a person does there; it is found by whoever asks, nobody is called. */
    @PostMapping("/documents/{id}")
    OaDocuments.Document decide(@PathVariable String id, @RequestBody OaDocuments.Decision decision) {
        return documents.decide(Neighbours.HUILIANYI, id, decision)
                .orElseThrow(() -> new SandboxProblemException(HttpStatus.NOT_FOUND, "There is no such document"));
    }

    private void requireToken(String authorization) {
        if (authorization == null || !authorization.startsWith("Bearer ")
                || !tokens.contains(authorization.substring(7))) {
            throw refusal(HttpStatus.UNAUTHORIZED, "The token is not or no longer valid").challenge("Bearer");
        }
    }

    private SandboxProblemException refusal(HttpStatus status, String detail) {
        huilianyi.countRefused();
        return new SandboxProblemException(status, detail);
    }
}
