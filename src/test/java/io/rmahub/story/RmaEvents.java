package io.rmahub.story;

import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the topic {@code rma.events} as anybody may. */
final class RmaEvents {

    private static final String TOPIC = "rma.events";

    private RmaEvents() {
    }

    /** All events with this key, in order; reads to the present end of the topic. */
    static List<ConsumerRecord<String, String>> of(String brokers, String key) {
        Map<String, Object> settings = Map.of("bootstrap.servers", brokers);
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(TOPIC).stream()
                    .map((PartitionInfo info) -> new TopicPartition(TOPIC, info.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, String>> found = new ArrayList<>();
            await("the end of " + TOPIC).atMost(Duration.ofSeconds(20)).pollInSameThread().until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(event -> {
                    if (key.equals(event.key())) {
                        found.add(event);
                    }
                });
                return partitions.stream().allMatch(partition -> consumer.position(partition) >= ends.get(partition));
            });
            return found;
        }
    }

    static Map<String, String> headers(ConsumerRecord<String, String> event) {
        Map<String, String> headers = new LinkedHashMap<>();
        event.headers().forEach(h -> headers.put(h.key(), new String(h.value(), StandardCharsets.UTF_8)));
        return headers;
    }
}
