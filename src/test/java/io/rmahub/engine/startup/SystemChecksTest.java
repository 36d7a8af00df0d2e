package io.rmahub.engine.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmahub.engine.settings.HubSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.mock.env.MockEnvironment;

/** Each thing that must stop the start, and that it is named. */
class SystemChecksTest {

    private static final String ROUTE = """
            - route:
                id: %s
                from:
                  uri: direct:%s
                  steps: []
            """;

    private static final String DOOR = """
            - templatedRoute:
                routeTemplateRef: door
                routeId: desk-in
                parameters:
                  - name: source
                    value: desk
                  - name: path
                    value: %s
            """;

    @TempDir
    private Path routes;
    private final Map<String, Object> settings = new HashMap<>(Map.of(
            "hub.sources.desk.org-id", "demo",
            "hub.sources.desk.enrich", "direct:desk-fetch",
            "hub.targets.portal.events", "thing.happened.v1",
            "hub.targets.asked.url", "http://localhost"));

    @BeforeEach
    void soundRoutes() throws IOException {
        route("ingest/desk-fetch.camel.yaml", "desk-fetch");
        route("deliver/deliver-portal.camel.yaml", "deliver-portal");
    }

    @Test
    void nothingIsSaidOfWhatIsSound() {
        assertThat(problems()).isEmpty();
    }

    @Test
    void routesThatCamelWouldPassOverAreNamed() throws IOException {
        route("ingest/other.camel.yml", "other");
        route("ingest/two.points.camel.yaml", "two.points");
        route("process/Upper.camel.yaml", "Upper");
        Files.writeString(routes.resolve("process/broken.camel.yaml"), "- route: {");

        assertThat(problems()).hasSize(4)
                .anySatisfy(problem -> assertThat(problem).contains("routes/ingest/other.camel.yml", "not loaded"))
                .anySatisfy(problem -> assertThat(problem)
                        .contains("routes/ingest/two.points.camel.yaml", "kebab-case"))
                .anySatisfy(problem -> assertThat(problem).contains("routes/process/Upper.camel.yaml", "kebab-case"))
                .anySatisfy(problem -> assertThat(problem).contains("routes/process/broken.camel.yaml:1"));
    }

    @Test
    void aFileIsNamedAsItsFirstRouteExceptForSharedAndApi() throws IOException {
        route("process/named.camel.yaml", "otherwise");
        route("shared/templates.camel.yaml", "free");
        route("api/things.camel.yaml", "listThings");

        assertThat(problems()).singleElement().asString()
                .contains("routes/process/named.camel.yaml", "id named", "otherwise");
    }

    @Test
    void twoRoutesOfOneIdAreAProblem() throws IOException {
        route("shared/again.camel.yaml", "desk-fetch");

        assertThat(problems()).singleElement().asString().contains("routes/shared/again.camel.yaml", "desk-fetch");
    }

    @Test
    void missingAndEmptyFoldersAreProblems() throws IOException {
        assertThat(RouteFiles.read(routes.resolve("none")).problems()).singleElement().asString()
                .contains("is missing");
        Path empty = Files.createDirectory(routes.resolve("empty"));
        assertThat(RouteFiles.read(empty).problems()).singleElement().asString().contains("there is no *.camel.yaml");
    }

    @Test
    void whatASourceLacksIsNamed() {
        settings.put("hub.sources.desk.org-id", " ");
        settings.put("hub.sources.desk.enrich", "direct:nobody");
        settings.put("hub.sources.desk.fetch.auth.scheme", "basic");
        settings.put("hub.sources.new.org-id", "demo");

        assertThat(problems()).containsExactlyInAnyOrder(
                "hub.sources.desk.org-id is missing",
                "hub.sources.desk.enrich: no route consumes from direct:nobody",
                "hub.sources.desk.fetch.url is missing",
                "hub.sources.desk.fetch.auth.username is missing",
                "hub.sources.desk.fetch.auth.password is missing",
                "source new has no mapping: mappings/sources/new.jslt");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '#', value = {
        "false | demo | basic | /api/in | ",
        "false |      | basic | /api/in | hub.sources.desk.org-id is missing",
        "true  |      |       |         | ",
        "true  |      |       | /api/in | routes/ingest/desk-in.camel.yaml: "
                + "the source desk is internal, no door leads to it",
        "true  | demo |       |         | hub.sources.desk.org-id: an internal source has none, "
                + "each of its messages names one",
        "true  |      | basic |         | hub.sources.desk.verification: "
                + "an internal source has no door that could verify",
    })
    void anInternalSourceHasNoDoor(boolean internal, String orgId, String scheme, String path, String problem)
            throws IOException {
        settings.put("hub.sources.desk.internal", internal);
        settings.remove("hub.sources.desk.org-id");
        if (orgId != null) {
            settings.put("hub.sources.desk.org-id", orgId);
        }
        if (scheme != null) {
            settings.put("hub.sources.desk.verification.scheme", scheme);
        }
        if (path != null) {
            Files.writeString(routes.resolve("ingest/desk-in.camel.yaml"), DOOR.formatted(path));
        }

        assertThat(problems()).isEqualTo(problem == null ? List.of() : List.of(problem));
    }

    @Test
    void whatATargetLacksIsNamed() {
        settings.put("hub.targets.new.events", "thing.hapened.v1");
        settings.put("hub.targets.new.auth.scheme", "bearer");
        settings.put("hub.targets.asked.auth.scheme", "magic");

        assertThat(problems()).containsExactlyInAnyOrder(
                "hub.targets.new.auth.token is missing",
                "target new has no route: routes/deliver/deliver-new.camel.yaml",
                "target new has no mapping: mappings/targets/new.jslt",
                "hub.targets.new.events: there is no message type thing.hapened.v1 (mappings/canonical)",
                "hub.targets.asked.auth.scheme: there is no scheme magic");
    }

    @Test
    void aTargetThatIsSignedToNeedsASecretThatSigns() {
        settings.put("hub.targets.portal.auth.scheme", "standard-webhooks");
        assertThat(problems()).containsExactly("hub.targets.portal.auth.token is missing");

        settings.put("hub.targets.portal.auth.token", "not-a-secret-of-this-kind");
        assertThat(problems()).containsExactly(
                "hub.targets.portal.auth.token must begin with whsec_ for scheme standard-webhooks");

        settings.put("hub.targets.portal.auth.token", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        assertThat(problems()).isEmpty();
    }

    @Test
    void whatIsSwitchedOffMayBeIncomplete() {
        settings.put("hub.targets.new.events", "thing.happened.v1");
        settings.put("hub.targets.new.enabled", "false");
        settings.put("hub.sources.new.enabled", "false");

        assertThat(problems()).isEmpty();
    }

    @Test
    void aRouteForATargetThatNobodyConfiguredIsAProblem() throws IOException {
        Files.writeString(routes.resolve("deliver/deliver-lost.camel.yaml"), """
                - templatedRoute:
                    routeTemplateRef: deliver
                    routeId: deliver-lost
                    parameters:
                      - name: target
                        value: lost
                      - name: kind
                        value: http
                """);

        assertThat(problems()).singleElement().asString()
                .contains("routes/deliver/deliver-lost.camel.yaml", "hub.targets.lost");
    }

    @Test
    void placeholdersWithoutAValueAreAllToldAtOnce() {
        MockEnvironment environment = new MockEnvironment()
                .withProperty("spring.datasource.url", "${DB_URL}")
                .withProperty("hub.targets.portal.url", "${PORTAL_URL}/v1")
                .withProperty("hub.targets.portal.timeout", "${PORTAL_TIMEOUT:5s}")
                .withProperty("hub.sources.desk.verification.secrets[0]", "${HOOK_USER}:${HOOK_PASSWORD}")
                .withProperty("hub.targets.off.enabled", "false")
                .withProperty("hub.targets.off.url", "${OFF_URL}")
                .withProperty("HOOK_USER", "known");

        assertThat(MissingSettings.problems(environment)).containsExactly(
                "hub.sources.desk.verification.secrets[0] needs HOOK_PASSWORD, which is not set",
                "hub.targets.portal.url needs PORTAL_URL, which is not set",
                "spring.datasource.url needs DB_URL, which is not set");
    }

    @Test
    void problemsAreShownAsAListWithoutAStackTrace() {
        var analysis = new StartupFailureAnalyzer()
                .analyze(new IllegalStateException(new StartupException(List.of("one is missing", "two is wrong"))));

        assertThat(analysis.getDescription()).contains("  - one is missing", "  - two is wrong");
    }

    private List<String> problems() {
        HubSettings bound = new Binder(new MapConfigurationPropertySource(settings))
                .bind("hub", HubSettings.class).get();
        RouteFiles read = RouteFiles.read(routes);
        List<String> problems = new ArrayList<>(read.problems());
        problems.addAll(new SystemChecks(read, Set.of("sources/desk", "targets/portal"), Set.of("thing.happened.v1"))
                .problems(bound));
        return problems;
    }

    private void route(String file, String id) throws IOException {
        Path path = routes.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, ROUTE.formatted(id, id));
    }
}
