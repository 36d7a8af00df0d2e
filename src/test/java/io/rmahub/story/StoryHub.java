package io.rmahub.story;

import io.rmahub.support.ApiContract;
import io.rmahub.support.HubContext;
import io.rmahub.support.HubHome;
import io.rmahub.support.HubLauncher;
import io.rmahub.support.ShippedConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.boot.SpringApplication;
import org.springframework.util.FileSystemUtils;

/**
 * The whole hub in this JVM, with its own servers, the sandbox and an empty data folder. It is started once and
 * serves every story; it ends with the JVM.
 *
 * <p>Waits between attempts are short here, so that stories about failures take seconds.
 */
final class StoryHub extends HubContext {

    static final String HOOK_PASSWORD = "sandbox-thulium-hook";

    private static final String WAITS = "200ms,300ms,500ms,500ms,500ms,500ms,500ms,500ms,1s,1s,1s,1s,1s,1s,1s,1s";
    /** Doors of every kind that stories about doors need, beside the project's own. */
    private static final Path DOORS = Path.of("src/test/resources/doors");

    private static StoryHub started;

    private final ApiContract contract = ApiContract.read();

    private StoryHub(HubLauncher launcher) {
        super(launcher);
    }

    /** The one hub; starts it if this is the first story. */
    static synchronized StoryHub get() {
        if (started == null) {
            started = new StoryHub(launcher());
            SpringApplication.getShutdownHandlers().add(started::noteCalls);
        }
        return started;
    }

    private static HubLauncher launcher() {
        Path data = folder("rma-hub-stories");
        HubHome home = HubHome.copyTo(folder("rma-hub-home"));
        home.addAll(DOORS);
        SpringApplication.getShutdownHandlers().add(() -> {
            FileSystemUtils.deleteRecursively(data.toFile());
            FileSystemUtils.deleteRecursively(home.folder().toFile());
        });
        return HubLauncher.sandbox("stories", data).home(home).with(waits()).captureLog();
    }

    private static List<String> waits() {
        List<String> waits = new ArrayList<>(List.of(
                "--hub.sources.thulium.retry.schedule=" + WAITS,
                "--hub.sources.thulium.fetch.not-found=200ms,200ms",
                "--hub.sources.thulium.max-body=100KB",
                // Stories ask by themselves: a question in between would be one message more than they sent.
                "--hub.stock.interval=24h"));
        ShippedConfig config = ShippedConfig.read();
        for (String source : config.polledSources()) {
            String poll = "--hub.sources." + source + ".poll.";
            waits.addAll(List.of(poll + "interval=300ms", poll + "poll-after-silence=0s", poll + "rate-limit.calls=10",
                    poll + "rate-limit.period=300ms", poll + "retry.schedule=700ms"));
        }
        for (String target : config.settings().targets().keySet()) {
            waits.add("--hub.targets." + target + ".retry.schedule=" + WAITS);
            waits.add("--hub.targets." + target + ".breaker.open-for=1s");
        }
        return waits;
    }

    private static Path folder(String name) {
        try {
            return Files.createTempDirectory(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends it; an answer of the API that its document does not declare ends the story. */
    @Override
    public HttpResponse<String> send(HttpRequest request) {
        HttpResponse<String> answer = super.send(request);
        contract.check(request, answer);
        return answer;
    }

    /** Which operations the stories called, for whoever looks for one that no story tells of. */
    private void noteCalls() {
        String lines = contract.calls().entrySet().stream().map(call -> call.getKey() + "  "
                        + (call.getValue().isEmpty() ? "NOT CALLED" : new TreeSet<>(call.getValue())))
                .collect(Collectors.joining("\n"));
        try {
            Files.writeString(Path.of("target/api-operations-called.txt"), lines + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
