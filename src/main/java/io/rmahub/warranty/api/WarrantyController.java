package io.rmahub.warranty.api;

import io.rmahub.engine.web.ApiController;
import io.rmahub.engine.web.Caller;
import io.rmahub.engine.web.EntityTags;
import io.rmahub.engine.web.IdempotentRequests.Answer;
import io.rmahub.engine.web.JsonBody;
import io.rmahub.engine.web.Page;
import io.rmahub.engine.web.RefusedException;
import io.rmahub.warranty.WarrantyCommands;
import io.rmahub.warranty.WarrantyReads;
import io.rmahub.warranty.WarrantyRecord;
import io.rmahub.warranty.model.Part;
import jakarta.validation.Valid;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.UUID;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The warranty API. A warranty is named by its serial number, and in commands by its id as well. */
@ApiController
@RequestMapping("/api/warranty")
class WarrantyController {

    private static final int LARGEST_FILE = 4 * 1024 * 1024;

    private final WarrantyCommands commands;
    private final WarrantyReads reads;
    private final CsvReader csv;

    WarrantyController(WarrantyCommands commands, WarrantyReads reads, CsvReader csv) {
        this.commands = commands;
        this.reads = reads;
        this.csv = csv;
    }

    @GetMapping({"", "/"})
    Page<WarrantyRecord> list(Caller caller, @Valid @ModelAttribute WarrantyQuery query) {
        return reads.list(caller.orgId(), query);
    }

    @GetMapping("/policies")
    PolicyList policies(@RequestParam(required = false) String version) {
        return reads.policies(version);
    }

    @GetMapping("/decisions/{id}")
    DecisionView decision(Caller caller, @PathVariable UUID id) {
        return reads.decision(caller.orgId(), id);
    }

    @GetMapping("/{serialNumber}")
    ResponseEntity<WarrantyDetail> get(Caller caller, @PathVariable String serialNumber) {
        WarrantyDetail found = reads.get(caller.orgId(), serialNumber);
        return ResponseEntity.ok().eTag(EntityTags.of(found.warranty().version())).body(found);
    }

    @GetMapping("/{serialNumber}/coverage")
    CoverageAnswer coverage(Caller caller, @PathVariable String serialNumber,
                            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate on,
                            @RequestParam(required = false) String part) {
        return reads.coverage(caller.orgId(), serialNumber, on, part == null ? Part.PARTS : part(part));
    }

    private static Part part(String name) {
        return Arrays.stream(Part.values()).filter(part -> part.toString().equalsIgnoreCase(name)).findFirst()
                .orElseThrow(() -> RefusedException.unreadable("part", "one of " + Arrays.toString(Part.values())));
    }

    @PostMapping("/register")
    ResponseEntity<String> register(Caller caller, @JsonBody RegistrationRequest request) {
        return response(commands.register(caller, request));
    }

    @PostMapping(path = "/register", consumes = "text/csv")
    ResponseEntity<String> register(Caller caller, InputStream body) throws IOException {
        byte[] content = body.readNBytes(LARGEST_FILE + 1);
        if (content.length > LARGEST_FILE) {
            throw RefusedException.tooLarge("A file is at most " + LARGEST_FILE + " bytes");
        }
        return response(commands.register(caller, csv.read(content)));
    }

    @PatchMapping("/{serialNumber}")
    ResponseEntity<String> correct(Caller caller, @PathVariable String serialNumber,
            @JsonBody CorrectionRequest request) {
        return response(commands.correct(caller, serialNumber, request));
    }

    @PostMapping("/{id}/claim")
    ResponseEntity<String> claim(Caller caller, @PathVariable String id, @JsonBody ClaimRequest request) {
        return response(commands.claim(caller, id, request));
    }

    @PostMapping("/{id}/purchase-extension")
    ResponseEntity<String> extend(Caller caller, @PathVariable String id, @JsonBody ExtensionRequest request) {
        return response(commands.extend(caller, id, request));
    }

    @PostMapping("/{id}/void")
    ResponseEntity<String> declareVoid(Caller caller, @PathVariable String id, @JsonBody VoidRequest request) {
        return response(commands.declareVoid(caller, id, request));
    }

    @PostMapping("/{id}/reinstate")
    ResponseEntity<String> reinstate(Caller caller, @PathVariable String id, @JsonBody ReinstatementRequest request) {
        return response(commands.reinstate(caller, id, request));
    }

    private static ResponseEntity<String> response(Answer answer) {
        ResponseEntity.BodyBuilder response = ResponseEntity.status(answer.status());
        if (!answer.headers().containsKey("Content-Type")) {
            response.contentType(MediaType.APPLICATION_JSON);
        }
        answer.headers().forEach(response::header);
        return response.body(answer.body());
    }
}
