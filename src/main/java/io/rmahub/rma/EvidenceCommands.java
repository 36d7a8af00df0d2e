package io.rmahub.rma;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.engine.jdbc.UnnestBatch;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
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

    Object attach(CaseWork work, EvidenceFile file) {
        if (file.bytes().length == 0) {
            throw CaseRefusedException.invalid("The file is empty");
        }
        String mediaType = EvidenceTypes.of(file.bytes()).orElseThrow(() -> unsupported(
                "The content is none of " + EvidenceTypes.ACCEPTED));
        String said = file.mediaType() == null ? "" : file.mediaType().split(";")[0].strip();
        boolean undecided = said.isEmpty() || said.equals("application/octet-stream");
        if (!undecided && !said.equalsIgnoreCase(mediaType) || !EvidenceTypes.fits(file.name(), mediaType)) {
            throw unsupported("The content is " + mediaType + ", which its name or type does not say");
        }
        UUID id = UuidCreator.getTimeOrderedEpochPlus1();
        byte[] hash = file.sha256();
        store.keep(hash, file.bytes());
        CaseRow row = work.row();
        int written = UnnestBatch.of(List.of(file))
                .add("uuid", f -> id).add("text", f -> row.orgId).add("uuid", f -> row.id)
                .add("text", EvidenceFile::name).add("text", f -> mediaType)
                .add("bigint", f -> (long) f.bytes().length).add("bytea", f -> hash).add("text", EvidenceFile::note)
                .add("text", f -> work.caller.name()).add("timestamptz", f -> work.by.at())
                .update(jdbc, INSERT);
        if (written == 0) {
            throw CaseRefusedException.conflict("The case has this file already");
        }
        ObjectNode told = JsonNodeFactory.instance.objectNode().put("id", id.toString())
                .put("fileName", file.name()).put("mediaType", mediaType).put("size", file.bytes().length)
                .put("sha256", HexFormat.of().formatHex(hash)).put("uploadedBy", work.caller.name())
                .put("at", work.by.at().toString());
        if (file.note() != null) {
            told.put("note", file.note());
        }
        work.worked.note("evidence", null, file.name(), told, work.by);
        return told;
    }

    private static CaseRefusedException unsupported(String detail) {
        return new CaseRefusedException(415, "Unsupported Media Type", detail, JsonNodeFactory.instance.objectNode());
    }
}
