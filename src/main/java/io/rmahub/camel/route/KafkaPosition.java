package io.rmahub.camel.route;

import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.CommitManager;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;
import org.apache.camel.component.kafka.consumer.KafkaManualCommitFactory;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.springframework.stereotype.Component;

/**
 * Where a record was read, and by which consumer.
 *
 * <p>Camel's own commits are not used: in batches they commit the consumer's position, which may be ahead of the batch,
 * or one partition only. With a factory of one's own Camel commits nothing by itself, and after a failure reads on from
 * what was committed last.
 */
record KafkaPosition(Consumer<?, ?> consumer, TopicPartition partition, long offset) implements KafkaManualCommit {

    @Override
    public void commit() {
        consumer.commitSync(Map.of(partition, new OffsetAndMetadata(offset + 1)));
    }

    static KafkaPosition of(Exchange read) {
        return read.getMessage().getHeader(KafkaConstants.MANUAL_COMMIT, KafkaPosition.class);
    }

    /** Found by Camel by its type. */
    @Component
    static final class Factory implements KafkaManualCommitFactory {

        @Override
        public KafkaManualCommit newInstance(CamelExchangePayload exchange, KafkaRecordPayload read,
                                             CommitManager unused) {
            return new KafkaPosition(exchange.consumer, read.partition, read.recordOffset);
        }
    }
}
