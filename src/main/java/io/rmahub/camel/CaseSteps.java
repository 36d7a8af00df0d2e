package io.rmahub.camel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rmahub.casework.CaseReadModel;
import io.rmahub.casework.CaseReadModel.CaseDetail;
import io.rmahub.casework.CaseReadModel.CaseView;
import java.util.List;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** The cases API: reading. */
@Component("caseSteps")
public final class CaseSteps {

    private final ApiAnswer answer;
    private final CaseReadModel cases;
    private final ObjectMapper json;

    CaseSteps(ApiAnswer answer, CaseReadModel cases, ObjectMapper json) {
        this.answer = answer;
        this.cases = cases;
        this.json = json;
    }

    public void list(Exchange exchange) throws JsonProcessingException {
        int limit = ApiAnswer.limit(exchange);
        List<CaseView> found = cases.list(ApiAnswer.principal(exchange).orgId(),
                ApiAnswer.text(exchange, "externalRef"), ApiAnswer.text(exchange, "serialNumber"),
                ApiAnswer.text(exchange, "number"), ApiAnswer.uuid(exchange, "cursor"), limit);
        answer.page(exchange, found, limit, CaseView::id);
    }

    public void get(Exchange exchange) throws JsonProcessingException {
        String id = ApiAnswer.text(exchange, "id");
        CaseDetail found = cases.get(ApiAnswer.principal(exchange).orgId(), id).orElse(null);
        if (found == null) {
            answer.problem(exchange, 404, "Not Found", "There is no case " + id);
            return;
        }
        ObjectNode body = (ObjectNode) json.readTree(json.writeValueAsString(found.rmaCase()));
        body.set("decision", json.readTree(found.explanation()));
        body.set("events", json.readTree(json.writeValueAsString(found.events())));
        answer.ok(exchange, body);
    }
}
