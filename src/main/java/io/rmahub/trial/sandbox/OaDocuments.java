package io.rmahub.trial.sandbox;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The documents that the OA systems hold, by system and id. */
@SandboxOnly
@Component
class OaDocuments {

    private static final int MOST = 10_000;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    /**
     * @param reference the hub's id of the request
     * @param at        when it got this status, local time of Beijing, without a zone
     */
    record Document(String id, String reference, String status, String approver, String comment, String node,
                    String at) {
    }

    /** What a person decides about a document; fields that are absent stay as they are. */
    record Decision(String status, String approver, String comment, String node) {
    }

    private final Cache<String, Document> documents = Caffeine.newBuilder().maximumSize(MOST).build();
    private final Clock clock;

    OaDocuments(ObjectProvider<Clock> clock) {
        this.clock = clock.getIfAvailable(Clock::systemUTC);
    }

    /** A repeat finds the document that is there. */
    Document add(String system, String id, String reference, String status) {
        return documents.get(system + ":" + id, key -> new Document(id, reference, status, null, null, null, now()));
    }

    Optional<Document> find(String system, String id) {
        return Optional.ofNullable(documents.getIfPresent(system + ":" + id));
    }

    Optional<Document> decide(String system, String id, Decision decision) {
        return find(system, id).map(old -> {
            Document decided = new Document(id, old.reference(), or(decision.status(), old.status()),
                    or(decision.approver(), old.approver()), or(decision.comment(), old.comment()),
                    or(decision.node(), old.node()), now());
            documents.put(system + ":" + id, decided);
            return decided;
        });
    }

    private static String or(String value, String otherwise) {
        return value == null ? otherwise : value;
    }

    private String now() {
        return TIME.format(LocalDateTime.now(clock.withZone(ZoneId.of("Asia/Shanghai"))));
    }
}
