package io.rmahub.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmahub.engine.delivery.JmsBatchSender.BatchGroup;
import io.rmahub.engine.delivery.JmsBatchSender.Work;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which pieces of work share a message. */
class JmsBatchSenderTest {

    private static Work alone(String body) {
        return new Work("process", body, body, null);
    }

    private static Work shared(String queue, String body) {
        return new Work(queue, body, body, new BatchGroup("lane", 1));
    }

    private static List<List<String>> messages(Work... batch) {
        return JmsBatchSender.messages(List.of(batch)).stream()
                .map(pieces -> pieces.stream().map(Work::body).toList()).toList();
    }

    @Test
    void onlyWhatGoesToTheSameQueueAndMayShareGoesTogether() {
        assertThat(messages(shared("csp", "1"), alone("2"), shared("tms", "3"), shared("csp", "4"), alone("5")))
                .containsExactly(List.of("1", "4"), List.of("2"), List.of("3"), List.of("5"));
    }

    @Test
    void piecesShareOnlyWhenEveryConsumerHasOne() {
        List<Work> fifty = IntStream.range(0, 50)
                .mapToObj(i -> new Work("process", "" + i, "" + i, new BatchGroup("thulium", 16))).toList();

        assertThat(JmsBatchSender.messages(fifty.subList(0, 31))).extracting(List::size).containsOnly(1);
        assertThat(JmsBatchSender.messages(fifty)).extracting(List::size).containsOnly(3, 2).hasSize(17);
    }

    @Test
    void aMessageHoldsAtMostEight() {
        Work[] twenty = IntStream.range(0, 20).mapToObj(i -> shared("csp", "" + i)).toArray(Work[]::new);

        assertThat(messages(twenty)).extracting(List::size).containsExactly(8, 8, 4);
        assertThat(messages(twenty).stream().flatMap(List::stream))
                .containsExactlyElementsOf(Stream.of(twenty).map(Work::body).toList());
    }
}
