package io.rmahub.support;

import io.rmahub.HubApplication;
import io.rmahub.trial.embedded.EmbeddedServersInitializer;
import java.net.CookieManager;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts a hub for tests: on a free port, in a folder of its own, in this JVM ({@link #inThisJvm}) or as the packaged
 * jar in a process ({@link #start}). What a test wants otherwise it says before; later arguments win.
 */
public final class HubLauncher {

    /** As {@code hub.jar}, to start another build. */
    public static final Path JAR = Path.of(System.getProperty("hub.jar", "target/rma-hub.jar"));
    /** Outside the data folders, so that the programs of PostgreSQL are unpacked once for all tests. */
    public static final Path POSTGRES_BINARIES = Path.of("target/postgres-binaries").toAbsolutePath();

    private final String name;
    private final Path dataDir;
    private final boolean ownServers;
    private final List<String> arguments = new ArrayList<>();
    private Class<?> application = HubApplication.class;
    private Map<String, String> environment = Map.of();
    private List<String> jvmOptions = ChildJvm.SHORT_LIVED;
    private Path jar = JAR;
    private CookieManager cookies;
    private boolean logCaptured;

    private HubLauncher(String name, Path dataDir, boolean ownServers) {
        this.name = name;
        this.dataDir = dataDir;
        this.ownServers = ownServers;
        with("--spring.main.banner-mode=off");
    }

    /** A hub of the sandbox profile with its own servers. The name is the stem of a process's log file. */
    public static HubLauncher sandbox(String name, Path dataDir) {
        return new HubLauncher(name, dataDir, true).with("--hub.data-dir=" + dataDir, "--hub.sandbox.smtp-port=0",
                "--hub.sandbox.admin-key=" + Hub.ADMIN_KEY, "--hub.embedded.postgres.binaries=" + POSTGRES_BINARIES);
    }

    /** A hub of the production profile in a process; the environment says where its servers and neighbours are. */
    public static HubLauncher production(String name, Map<String, String> environment) {
        HubLauncher launcher = new HubLauncher(name, null, false).with("--spring.profiles.active=production");
        launcher.environment = environment;
        return launcher;
    }

    /** A part of the hub without servers, for {@link #inThisJvm} only; whoever asks it keeps its cookies. */
    public static HubLauncher part(Class<?> application, String profiles, Path dataDir, CookieManager cookies) {
        HubLauncher launcher = new HubLauncher(application.getName(), dataDir, false)
                .with("--spring.profiles.active=" + profiles, "--hub.data-dir=" + dataDir);
        launcher.application = application;
        launcher.cookies = cookies;
        return launcher;
    }

    /** Spring Boot arguments, {@code --name=value}. */
    public HubLauncher with(String... more) {
        return with(List.of(more));
    }

    public HubLauncher with(List<String> more) {
        arguments.addAll(more);
        return this;
    }

    /** Another folder than the project's with config, routes and mappings. */
    public HubLauncher home(HubHome home) {
        return with("--hub.home=" + home.folder(), "--spring.config.location=classpath:/,file:" + home.folder()
                + "/config/,file:" + home.folder() + "/config/*/");
    }

    /** JVM options of a process in place of {@link ChildJvm#SHORT_LIVED}. */
    public HubLauncher jvm(List<String> options) {
        jvmOptions = List.copyOf(options);
        return this;
    }

    /** Another jar than {@link #JAR}. */
    public HubLauncher jar(Path other) {
        jar = other;
        return this;
    }

    /** Keeps what a hub in this JVM logs once it has started. */
    public HubLauncher captureLog() {
        logCaptured = true;
        return this;
    }

    /** Starts in this JVM; returns when it is ready. */
    public HubContext inThisJvm() {
        return new HubContext(this);
    }

    ConfigurableApplicationContext run() {
        SpringApplicationBuilder builder = new SpringApplicationBuilder(application);
        if (ownServers) {
            builder.initializers(new EmbeddedServersInitializer());
        }
        return builder.run(commandLine(FreePorts.one()).toArray(String[]::new));
    }

    HttpClient.Builder http() {
        return cookies == null ? HttpClient.newBuilder() : HttpClient.newBuilder().cookieHandler(cookies);
    }

    boolean logCaptured() {
        return logCaptured;
    }

    /** Starts a process and waits for readiness. */
    public HubProcess start() {
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException(jar + " is missing: package the hub first");
        }
        int port = FreePorts.one();
        List<String> command = new ArrayList<>(jvmOptions);
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(commandLine(port));
        return new HubProcess(port, ownServers ? dataDir : null, () -> ChildJvm.start(name, environment, command))
                .awaitReady();
    }

    private List<String> commandLine(int port) {
        List<String> line = new ArrayList<>(List.of("--server.port=" + port));
        line.addAll(arguments);
        return line;
    }
}
