package io.rmahub.rma.api;

import io.rmahub.engine.web.ApiController;
import io.rmahub.engine.web.Caller;
import io.rmahub.engine.web.Page;
import io.rmahub.engine.web.RefusedException;
import io.rmahub.rma.CaseCommands;
import io.rmahub.rma.CaseDetail;
import io.rmahub.rma.CaseDetail.StoredFile;
import io.rmahub.rma.CaseReadModel;
import io.rmahub.rma.CaseRefusals;
import io.rmahub.rma.EvidenceFile;
import io.rmahub.rma.EvidenceStore;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** The files that document a case. */
@ApiController
@RequestMapping("/api/csp/rma/{id}/evidence")
class EvidenceController {

    private static final int LARGEST = 10 * 1024 * 1024;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_NOTE = 2_621;

    private final CaseReadModel cases;
    private final CaseDetail details;
    private final EvidenceStore files;
    private final CaseCommands commands;

    EvidenceController(CaseReadModel cases, CaseDetail details, EvidenceStore files, CaseCommands commands) {
        this.cases = cases;
        this.details = details;
        this.files = files;
        this.commands = commands;
    }

    @GetMapping
    Page<EvidenceView> list(Caller caller, @PathVariable String id) {
        return new Page<>(details.evidence(caller.orgId(), caseId(caller, id)), null);
    }

    /** The file is the part {@code file} of a form. */
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<String> attachPart(Caller caller, @PathVariable String id,
                                      @RequestParam(required = false) MultipartFile file,
                                      @RequestParam(required = false) String note) throws IOException {
        if (file == null) {
            throw RefusedException.unreadable("file", "the form has no such part");
        }
        requireSize(file.getSize());
        return Answers.of(commands.attach(caller, id, new EvidenceFile(name("file", file.getOriginalFilename()),
                file.getContentType(), file.getBytes(), note(note))));
    }

    /** The file is the whole body. */
    @PostMapping
    ResponseEntity<String> attachBody(Caller caller, @PathVariable String id,
                                      @RequestParam(required = false) String fileName,
                                      @RequestParam(required = false) String note, HttpServletRequest request)
            throws IOException {
        byte[] bytes = request.getInputStream().readNBytes(LARGEST + 1);
        requireSize(bytes.length);
        return Answers.of(commands.attach(caller, id, new EvidenceFile(name("fileName", fileName),
                request.getContentType(), bytes, note(note))));
    }

    private static void requireSize(long bytes) {
        if (bytes > LARGEST) {
            throw RefusedException.tooLarge("A file is at most " + LARGEST + " bytes");
        }
    }

    /** Without folders: it names nothing but itself. */
    private static String name(String parameter, String given) {
        String name = given == null ? "" : given.replaceFirst("(?s).*[/\\\\]", "").replaceAll("\\p{Cntrl}", "").strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw RefusedException.unreadable(parameter,
                    "the file needs a name of at most " + LONGEST_NAME + " characters");
        }
        return name;
    }

    private static String note(String given) {
        if (given != null && (given.length() > LONGEST_NOTE || given.indexOf('\u0000') >= 0)) {
            throw RefusedException.unreadable("note", "a text of at most " + LONGEST_NOTE + " characters");
        }
        return given;
    }

    /** As it was sent; a browser saves it and does not show it. */
    @GetMapping("/{file}")
    ResponseEntity<byte[]> download(Caller caller, @PathVariable String id, @PathVariable String file) {
        StoredFile stored = cases.find(caller.orgId(), id)
                .flatMap(found -> details.file(caller.orgId(), found.id(), file))
                .orElseThrow(() -> RefusedException.notFound("There is no such file"));
        return ResponseEntity.ok().contentType(MediaType.parseMediaType(stored.mediaType()))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename*=UTF-8''" + encoded(stored.name()))
                .header("X-Content-Type-Options", "nosniff").body(files.read(stored.sha256()));
    }

    /** As RFC 8187 wants a name in a header. */
    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private UUID caseId(Caller caller, String id) {
        return cases.find(caller.orgId(), id).orElseThrow(() -> CaseRefusals.notFound(id)).id();
    }
}
