package io.rmahub.benchmark;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes readings to the topic: round after round of all units, a quarter of an hour apart. */
final class ReadingLoad {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    private ReadingLoad() {
    }

    /** Returns the readings a second. */
    static double produce(String brokers, long readings, long units) {
        long started = System.nanoTime();
        Map<String, Object> settings = Map.of("bootstrap.servers", brokers, "linger.ms", 20, "batch.size", 262_144,
                "compression.type", "lz4", "buffer.memory", 67_108_864L);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (long i = 0; i < readings; i++) {
                producer.send(new ProducerRecord<>("cloud.telemetry", key(i % units), value(i / units, i % units)));
            }
        }
        return readings / ((System.nanoTime() - started) / 1e9);
    }

    private static byte[] key(long unit) {
        return ("SP1ES120N" + (100_000 + unit)).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] value(long round, long unit) {
        StringBuilder text = new StringBuilder(256).append("{\"observedAt\":\"")
                .append(START.plusSeconds(round * 900 + unit % 900))
                .append("\",\"online\":true,\"cellFirmware\":\"V2.3")
                .append(round * 50_000 + unit > 5_000_000 ? 3 : 1).append("\",\"bmsFirmware\":\"1.9\",\"soh\":")
                .append(90 + unit % 10).append('.').append(9 - round / 100 % 10).append(",\"lifetimeThroughputKwh\":")
                .append(1000 + round).append(".25,\"cycles\":").append(400 + round / 96)
                .append(",\"minCellTemperature\":").append(10 + round % 9).append(".5,\"maxCellTemperature\":")
                .append(20 + round % 13).append(".5,\"faultCodes\":[]}");
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
