package io.rmahub.engine.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GroupCommitTest {

    private final ExecutorService callers = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        callers.shutdownNow();
    }

    private CompletableFuture<Integer> submit(GroupCommit<Integer, Integer> group, int item) {
        return CompletableFuture.supplyAsync(() -> group.submit(item), callers);
    }

    @Test
    void eachCallerGetsItsOwnResult() {
        List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());
        try (var group = new GroupCommit<Integer, Integer>("test", 2, 16, batch -> {
            sizes.add(batch.size());
            return batch.stream().map(i -> i * 2).toList();
        })) {
            List<CompletableFuture<Integer>> results = IntStream.range(0, 500).mapToObj(i -> submit(group, i)).toList();
            for (int i = 0; i < results.size(); i++) {
                assertThat(results.get(i).join()).isEqualTo(2 * i);
            }
        }
        assertThat(sizes).allMatch(size -> size <= 16);
        assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(500);
    }

    /** Small batches and two leaders, so that the lead is passed on all the time. */
    @Test
    void nobodyIsForgottenWhenTheLeadIsPassedOn() {
        try (var group = new GroupCommit<Integer, Integer>("test", 2, 3, batch -> batch)) {
            List<CompletableFuture<Void>> all = IntStream.range(0, 32)
                    .mapToObj(caller -> CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 3_000; i++) {
                    assertThat(group.submit(caller * 10_000 + i)).isEqualTo(caller * 10_000 + i);
                }
            }, callers)).toList();
            all.forEach(CompletableFuture::join);
        }
    }

    @Test
    void whatWaitsTogetherIsWrittenTogether() throws Exception {
        var writing = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());
        try (var group = new GroupCommit<Integer, Integer>("test", 1, 64, batch -> {
            sizes.add(batch.size());
            writing.countDown();
            await(go);
            return batch;
        })) {
            CompletableFuture<Integer> first = submit(group, 0);
            writing.await();
            List<CompletableFuture<Integer>> others = IntStream.rangeClosed(1, 20)
                    .mapToObj(i -> submit(group, i)).toList();
            Awaitility.await().until(() -> Thread.getAllStackTraces().values().stream()
                    .filter(stack -> Arrays.stream(stack)
                            .anyMatch(frame -> frame.getClassName().equals(GroupCommit.class.getName())
                                    && frame.getMethodName().equals("submit"))).count() == 21);
            go.countDown();
            first.join();
            others.forEach(CompletableFuture::join);
        }
        assertThat(sizes).containsExactly(1, 20);
    }

    @Test
    void anItemThatFailsFailsAlone() throws Exception {
        try (var group = new GroupCommit<Integer, Integer>("test", 1, 64, batch -> {
            if (batch.contains(13)) {
                throw new IllegalArgumentException("13 in a batch of " + batch.size());
            }
            return batch;
        })) {
            List<CompletableFuture<Integer>> results = IntStream.range(0, 40).mapToObj(i -> submit(group, i)).toList();
            for (int i = 0; i < 40; i++) {
                if (i == 13) {
                    assertThatThrownBy(results.get(i)::get).isInstanceOf(ExecutionException.class)
                            .hasRootCauseInstanceOf(IllegalArgumentException.class)
                            .hasRootCauseMessage("13 in a batch of 1");
                } else {
                    assertThat(results.get(i).get()).isEqualTo(i);
                }
            }
        }
    }

    @Test
    void anErrorDoesNotEndTheWriter() {
        try (var group = new GroupCommit<Integer, Integer>("test", 1, 64, batch -> {
            if (batch.contains(1)) {
                throw new AssertionError("broken");
            }
            return batch;
        })) {
            assertThatThrownBy(() -> group.submit(1)).hasRootCauseInstanceOf(AssertionError.class);
            assertThat(group.submit(2)).isEqualTo(2);
        }
    }

    @Test
    void closingWritesWhatWaitsAndThenTakesNothing() throws Exception {
        var writing = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var group = new GroupCommit<Integer, Integer>("test", 1, 64, batch -> {
            writing.countDown();
            await(go);
            return batch;
        });
        CompletableFuture<Integer> first = submit(group, 1);
        writing.await();
        CompletableFuture<Integer> second = submit(group, 2);
        CompletableFuture<Void> closing = CompletableFuture.runAsync(group::close, callers);
        go.countDown();
        closing.join();
        assertThat(first.join()).isEqualTo(1);
        // Either it was in time or it is told so; it never waits for ever.
        assertThat(second.handle((value, failure) -> failure == null
                || failure.getCause() instanceof IllegalStateException).join()).isTrue();
        assertThatThrownBy(() -> group.submit(3)).isInstanceOf(IllegalStateException.class);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
