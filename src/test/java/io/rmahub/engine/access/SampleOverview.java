package io.rmahub.engine.access;

import io.rmahub.console.OpsReadModel;
import io.rmahub.console.Overview;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A believable hour of work. */
final class SampleOverview implements OpsReadModel {

    private static final Instant NOW = Instant.parse("2026-03-02T09:41:07Z");

    @Override
    public Overview overview(String orgId) {
        List<Overview.MessageLine> newest = new ArrayList<>();
        newest.add(line(4, "WAITING", "Ticket 48213", null, "Ticket not readable yet (503), next attempt in 25 s"));
        newest.add(line(31, "PROCESSED", "Ticket 48212 · SP1ES010L7C042", "RMA-2026-00418", null));
        newest.add(line(90, "DUPLICATE", "Ticket 48211", "RMA-2026-00417", "Same as the message 12 s before"));
        newest.add(line(102, "PROCESSED", "Ticket 48211 · SH3ES150M9A117", "RMA-2026-00417", null));
        newest.add(line(260, "QUARANTINED", "Ticket 48209", null, "/data/serialNumber: is missing"));
        newest.add(line(610, "IGNORED", "Ticket 48207", null, "No warranty flag: queue Sales"));
        for (int i = 0; i < 14; i++) {
            newest.add(line(1200 + 1700 * i, "PROCESSED", "Ticket " + (48206 - i) + " · SP1ES010L7C" + (141 + 7 * i),
                    "RMA-2026-00" + (416 - i), null));
        }
        return new Overview(NOW, 128_404,
                List.of(new Overview.StateCount("PROCESSED", 126_981), new Overview.StateCount("DUPLICATE", 1_204),
                        new Overview.StateCount("IGNORED", 203), new Overview.StateCount("QUARANTINED", 13)),
                3, 0, newest, List.of(
                        new Overview.TargetLine("csp", 2, 0, NOW.minusSeconds(4), NOW.plusSeconds(2)),
                        new Overview.TargetLine("thulium", 17, 0, NOW.minusSeconds(840), NOW.plusSeconds(95)),
                        new Overview.TargetLine("tms", 0, 3, null, null)));
    }

    private static Overview.MessageLine line(
            long secondsAgo, String state, String subject, String number, String note) {
        Instant at = NOW.minus(Duration.ofSeconds(secondsAgo));
        return new Overview.MessageLine(new UUID(0, secondsAgo), at, "thulium", state, subject, number, note);
    }
}
