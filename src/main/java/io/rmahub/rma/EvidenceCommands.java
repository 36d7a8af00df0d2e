package io.rmahub.rma;

import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.engine.jdbc.UnnestBatch;
import io.rmahub.engine.web.RefusedException;
import io.rmahub.rma.api.EvidenceView;
import java.util.HexFormat;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Takes files that document a case, if they are what they say they are. */
@Component
final class EvidenceCommands {

    private static final String INSERT = """
            insert into rma_evidence (id, org_id, case_id, file_name, media_type, size, sha256, note, uploaded_by, at)
            select * from unnest(?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::bigint[], ?::bytea[],
                                 ?::text[], ?::text[], ?::timestamptz[])
            on conflict (case_id, sha256) do nothing""";

    private final JdbcTemplate jdbc;
    private final EvidenceStore store;

    EvidenceCommands(JdbcTemplate jdbc, EvidenceStore store) {
        this.jdbc = jdbc;
        this.store = store;
    }

    Object attach(CaseCommandContext command, EvidenceFile file) {
        if (file.bytes().length == 0) {
            throw RefusedException.invalid("/file", "The file is empty");
        }
        String mediaType = mediaType(file);
        byte[] hash = file.sha256();
        store.write(hash, file.bytes());
        CaseRow row = command.row();
        EvidenceView evidence = new EvidenceView(UuidCreator.getTimeOrderedEpochPlus1(), file.name(), mediaType,
                file.bytes().length, HexFormat.of().formatHex(hash), file.note(), command.caller.name(),
                command.context.at());
        int written = UnnestBatch.of(List.of(evidence))
                .add("uuid", EvidenceView::id).add("text", e -> row.orgId).add("uuid", e -> row.id)
                .add("text", EvidenceView::fileName).add("text", EvidenceView::mediaType)
                .add("bigint", EvidenceView::size).add("bytea", e -> hash).add("text", EvidenceView::note)
                .add("text", EvidenceView::uploadedBy).add("timestamptz", EvidenceView::at)
                .update(jdbc, INSERT);
        if (written == 0) {
            throw RefusedException.conflict("The case has this file already");
        }
        command.lockedCase.note("evidence", null, file.name(), EventJson.tree(evidence), command.context);
        return evidence;
    }

    /** What the content is; its name and the type that the sender gave must not say something else. */
    private static String mediaType(EvidenceFile file) {
        String mediaType = EvidenceTypes.of(file.bytes()).orElseThrow(() -> RefusedException.unsupportedMediaType(
                "The content is none of " + EvidenceTypes.ACCEPTED));
        String given = file.mediaType() == null ? "" : file.mediaType().split(";")[0].strip();
        boolean open = given.isEmpty() || given.equals("application/octet-stream");
        if (!open && !given.equalsIgnoreCase(mediaType) || !EvidenceTypes.fits(file.name(), mediaType)) {
            throw RefusedException.unsupportedMediaType("The content is " + mediaType
                    + ", which its name or type does not say");
        }
        return mediaType;
    }
}
