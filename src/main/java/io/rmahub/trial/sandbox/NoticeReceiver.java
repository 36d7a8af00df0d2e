package io.rmahub.trial.sandbox;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * Whoever brings notices to people otherwise than by mail. Believes only what is signed as Standard Webhooks 1.0 has
 * it, and not longer than five minutes; knows a repeat by its {@code webhook-id}.
 */
@SandboxOnly
@RestController
class NoticeReceiver {

    private static final String ALGORITHM = "HmacSHA256";
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final Neighbour notices;
    private final byte[] key;

    NoticeReceiver(Neighbours neighbours, SandboxSettings settings) {
        this.notices = neighbours.get(Neighbours.NOTIFICATION_WEBHOOK);
        this.key = Base64.getDecoder().decode(settings.credential(Neighbours.NOTIFICATION_WEBHOOK,
                "whsec_c2FuZGJveC1ub3RpZmljYXRpb24td2ViaG9vaw==").substring("whsec_".length()));
    }

    @PostMapping("/sandbox/notification-webhook/api/notices")
    ResponseEntity<Map<String, String>> take(@RequestHeader(name = "webhook-id", defaultValue = "") String id,
            @RequestHeader(name = "webhook-timestamp", defaultValue = "") String timestamp,
            @RequestHeader(name = "webhook-signature", defaultValue = "") String signatures,
            @RequestBody(required = false) byte[] body) {
        byte[] sent = body == null ? new byte[0] : body;
        String expected = "v1," + Base64.getEncoder().encodeToString(mac(id + "." + timestamp + ".", sent));
        boolean signed = Arrays.stream(signatures.split(" ")).anyMatch(each -> MessageDigest.isEqual(
                each.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8)));
        if (!signed || !fresh(timestamp)) {
            notices.countRefused();
            throw new SandboxProblemException(HttpStatus.UNAUTHORIZED, "The signature does not fit or is too old")
                    .challenge("Webhook");
        }
        return ResponseEntity.ok(Map.of("id", notices.receive(id, "POST", "/api/notices", sent).reference()));
    }

    private static boolean fresh(String timestamp) {
        return timestamp.matches("[0-9]{1,12}") && Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)),
                Instant.now()).abs().compareTo(TOLERANCE) <= 0;
    }

    private byte[] mac(String before, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            ByteArrayOutputStream signed = new ByteArrayOutputStream();
            signed.writeBytes(before.getBytes(StandardCharsets.UTF_8));
            signed.writeBytes(body);
            return mac.doFinal(signed.toByteArray());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, e);
        }
    }
}
