package io.rmahub.camel.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rmahub.camel.route.ApiAnswer.BadRequestException;
import io.rmahub.engine.access.HubPrincipal;
import io.rmahub.rma.CaseDetail;
import io.rmahub.rma.CaseDetail.StoredFile;
import io.rmahub.rma.CaseQuery;
import io.rmahub.rma.CaseReadModel;
import io.rmahub.rma.CaseReadModel.CaseWithDecision;
import io.rmahub.rma.CaseReadModel.CaseView;
import io.rmahub.rma.CaseSheet;
import io.rmahub.rma.EvidenceStore;
import io.rmahub.rma.UnitMovements;
import io.rmahub.unit.AssetReadModel;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** The cases API: reading. */
@Component("caseSteps")
public final class CaseSteps {

    private static final int LONGEST_SEARCH = 200;
    private static final Set<String> PARAMETERS = Stream.concat(CaseQuery.COLUMNS.keySet().stream(),
            Stream.of("queue", "q", "cursor", "limit", "format")).collect(Collectors.toUnmodifiableSet());

    private final ApiAnswer answer;
    private final CaseReadModel cases;
    private final CaseDetail story;
    private final EvidenceStore files;
    private final UnitMovements movements;
    private final AssetReadModel assets;
    private final ObjectMapper json;

    CaseSteps(ApiAnswer answer, CaseReadModel cases, CaseDetail story, EvidenceStore files, UnitMovements movements,
              AssetReadModel assets, ObjectMapper json) {
        this.answer = answer;
        this.cases = cases;
        this.story = story;
        this.files = files;
        this.movements = movements;
        this.assets = assets;
        this.json = json;
    }

    /** JSON, or CSV where {@code format=csv} or {@code Accept} asks for it. */
    public void list(Exchange exchange) throws JsonProcessingException {
        int limit = ApiAnswer.limit(exchange);
        boolean csv = csv(exchange);
        List<CaseView> found = cases.list(query(exchange, limit));
        if (!csv) {
            answer.page(exchange, found.stream().map(CaseView::json).toList(), limit,
                    shown -> UUID.fromString(shown.path("id").asText()));
            return;
        }
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Disposition", "attachment; filename=\"cases.csv\"");
        if (found.size() == limit) {
            headers.put("X-Next-Cursor", found.get(limit - 1).id().toString());
        }
        ApiAnswer.answer(exchange, 200, "text/csv; charset=UTF-8",
                CaseSheet.csv(found.stream().map(CaseView::json).toList()), headers);
    }

    private static CaseQuery query(Exchange exchange, int limit) {
        ApiAnswer.requireKnown(exchange, PARAMETERS);
        HubPrincipal principal = ApiAnswer.principal(exchange);
        Map<String, String> fields = new LinkedHashMap<>();
        CaseQuery.COLUMNS.keySet().stream().sorted().forEach(field -> {
            String value = ApiAnswer.text(exchange, field);
            if (value != null) {
                fields.put(field, value);
            }
        });
        String queue = ApiAnswer.text(exchange, "queue");
        if (queue != null && !CaseQuery.QUEUES.contains(queue)) {
            throw new BadRequestException("queue is one of " + CaseQuery.QUEUES);
        }
        String q = ApiAnswer.text(exchange, "q");
        if (q != null && q.length() > LONGEST_SEARCH) {
            throw new BadRequestException("q is at most " + LONGEST_SEARCH + " characters");
        }
        return new CaseQuery(principal.orgId(), queue, principal.name(), fields, q,
                ApiAnswer.uuid(exchange, "cursor"), limit);
    }

    private static boolean csv(Exchange exchange) {
        String format = ApiAnswer.text(exchange, "format");
        if (format != null && !List.of("csv", "json").contains(format)) {
            throw new BadRequestException("format is csv or json");
        }
        String accept = ApiAnswer.header(exchange, "Accept");
        return "csv".equals(format) || format == null && accept != null && accept.startsWith("text/csv");
    }

    public void get(Exchange exchange) throws JsonProcessingException {
        String id = ApiAnswer.path(exchange, "id");
        String orgId = ApiAnswer.principal(exchange).orgId();
        CaseWithDecision found = cases.get(orgId, id).orElse(null);
        if (found == null) {
            missing(exchange, id);
            return;
        }
        ObjectNode body = found.rmaCase().json();
        body.set("decision", json.readTree(found.explanation()));
        body.set("events", json.valueToTree(found.events()));
        UUID caseId = found.rmaCase().id();
        body.set("comments", json.valueToTree(story.comments(orgId, caseId)));
        body.set("parts", json.valueToTree(story.parts(orgId, caseId)));
        body.set("standby", json.valueToTree(story.standby(orgId, caseId)));
        body.set("evidence", json.valueToTree(story.evidence(orgId, caseId)));
        assets.of(orgId, caseId).ifPresent(asset -> body.set("asset", asset));
        story.addPresent(body, orgId, caseId);
        ApiAnswer.answer(exchange, 200, "application/json", json.writeValueAsString(body),
                Map.of("ETag", "\"" + found.rmaCase().version() + "\""));
    }

    public void timeline(Exchange exchange) throws JsonProcessingException {
        items(exchange, story::timeline);
    }

    public void parts(Exchange exchange) throws JsonProcessingException {
        items(exchange, story::parts);
    }

    public void standby(Exchange exchange) throws JsonProcessingException {
        items(exchange, story::standby);
    }

    public void comments(Exchange exchange) throws JsonProcessingException {
        items(exchange, story::comments);
    }

    public void evidence(Exchange exchange) throws JsonProcessingException {
        items(exchange, story::evidence);
    }

    /** The file as it was sent; a browser saves it and does not show it. */
    public void download(Exchange exchange) {
        String orgId = ApiAnswer.principal(exchange).orgId();
        String id = ApiAnswer.path(exchange, "id");
        StoredFile file = cases.find(orgId, id)
                .flatMap(found -> story.file(orgId, found.id(), ApiAnswer.path(exchange, "file"))).orElse(null);
        if (file == null) {
            answer.problem(exchange, 404, "Not Found", "There is no such file");
            return;
        }
        String name = URLEncoder.encode(file.name(), StandardCharsets.UTF_8).replace("+", "%20");
        ApiAnswer.answer(exchange, 200, file.mediaType(), files.read(file.sha256()), Map.of(
                "Content-Disposition", "attachment; filename*=UTF-8''" + name, "X-Content-Type-Options", "nosniff"));
    }

    /** Where a unit has been. */
    public void movements(Exchange exchange) throws JsonProcessingException {
        String serial = ApiAnswer.path(exchange, "serial");
        answer.ok(exchange, Map.of("serialNumber", serial,
                "items", movements.of(ApiAnswer.principal(exchange).orgId(), serial)));
    }

    private void items(Exchange exchange, BiFunction<String, UUID, List<ObjectNode>> read)
            throws JsonProcessingException {
        String orgId = ApiAnswer.principal(exchange).orgId();
        String id = ApiAnswer.path(exchange, "id");
        CaseView found = cases.find(orgId, id).orElse(null);
        if (found == null) {
            missing(exchange, id);
        } else {
            answer.ok(exchange, Map.of("items", read.apply(orgId, found.id())));
        }
    }

    private void missing(Exchange exchange, String id) {
        answer.problem(exchange, 404, "Not Found", "There is no case " + id);
    }
}
