package io.rmahub.warranty;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.engine.jdbc.SqlArray;
import io.rmahub.engine.jdbc.UnnestBatch;
import io.rmahub.engine.ledger.BusinessKey;
import io.rmahub.engine.ledger.Inbound;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Claims that go on get a case by a message of their own. It enters the ledger in the transaction that lets the claim
 * go on, keyed by the claim: whatever crashes, the case is asked for once.
 */
@Component
final class CaseRequests {

    private static final String SOURCE = "warranty";

    private static final String CLAIMS = """
            select c.*, to_jsonb(r) as warranty from warranty_claim c join warranty_record r on r.id = c.record_id
            where c.wants_case and c.message_id is null""";
    private static final String OF = CLAIMS + " and c.id = any (?)";
    private static final String OLDEST = CLAIMS + " order by c.created_at limit ? for update of c skip locked";

    private static final String REQUESTED = """
            update warranty_claim c set message_id = t.message_id from unnest(?::uuid[], ?::uuid[]) as t(id, message_id)
            where c.id = t.id""";

    private record CaseRequest(UUID claimId, Inbound message) {
    }

    private final JdbcTemplate jdbc;

    CaseRequests(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The message that asks for the claim's case; none if it wants none, or it was asked for before. */
    List<Inbound> of(UUID claimId, Instant now) {
        return remembered(jdbc.query(OF, (row, n) -> request(row, n, now), SqlArray.of("uuid", List.of(claimId))));
    }

    /** The same for claims that want a case and have no message, the oldest first. */
    List<Inbound> oldest(int limit, Instant now) {
        return remembered(jdbc.query(OLDEST, (row, n) -> request(row, n, now), limit));
    }

    private List<Inbound> remembered(List<CaseRequest> requests) {
        UnnestBatch.of(requests).add("uuid", CaseRequest::claimId).add("uuid", request -> request.message().id())
                .update(jdbc, REQUESTED);
        return requests.stream().map(CaseRequest::message).toList();
    }

    private static CaseRequest request(ResultSet row, int index, Instant now) throws SQLException {
        Claim claim = Claim.of(row, index);
        ObjectNode body = WarrantyJson.object().put("event", "warranty.claim");
        body.set("claim", WarrantyJson.object(claim));
        body.set("warranty", WarrantyJson.tree(row.getString("warranty")));
        List<BusinessKey> keys = List.of(new BusinessKey("claim", claim.id().toString()),
                new BusinessKey("serial", body.at("/warranty/serial").asText()));
        UUID id = UuidCreator.getTimeOrderedEpochPlus1();
        return new CaseRequest(claim.id(), new Inbound(id, claim.orgId(), SOURCE, now, claim.id(),
                "application/json", "{}", body.toString().getBytes(StandardCharsets.UTF_8), "warranty desk",
                keys));
    }
}
