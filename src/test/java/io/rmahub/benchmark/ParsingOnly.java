package io.rmahub.benchmark;

import io.rmahub.unit.ReadingParser;
import io.rmahub.unit.ReadingParser.Posted;
import io.rmahub.unit.TelemetrySettings;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;

/** Stands in the route in place of the hub's steps: reads and parses each record, and does nothing with it. */
public final class ParsingOnly {

    private final ReadingParser parser;
    private final AtomicLong readings = new AtomicLong();

    ParsingOnly(TelemetrySettings settings) {
        parser = ReadingParser.of(settings, ZoneOffset.UTC);
    }

    long readings() {
        return readings.get();
    }

    public void gather(Exchange batch) {
        Instant now = Instant.now();
        List<?> records = batch.getMessage().getBody(List.class);
        for (Object record : records) {
            Message read = ((Exchange) record).getMessage();
            parser.read(new Posted(read.getHeader(KafkaConstants.KEY, String.class), read.getBody(byte[].class), null,
                    null), now, implausible -> { });
        }
        readings.addAndGet(records.size());
        batch.getMessage().setBody(List.of());
    }

    public void write(Exchange batch) {
        // Nothing is written, and no offset committed.
    }
}
