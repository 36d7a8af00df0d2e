package io.rmahub.engine.access;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rmahub.engine.settings.HubSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Ready-made access to the sandbox: a key for each {@link Role} and the user {@code demo}, of the organisation
 * {@code demo}. They are kept in {@code <data-dir>/sandbox-keys.json}, readable by the owner only, stay the
 * same over restarts as long as that file is there, and are printed at start.
 */
@Component
@Profile(SandboxKeys.PROFILE)
final class SandboxKeys implements InitializingBean {

    /** The sandbox is never there together with production. */
    static final String PROFILE = "sandbox & !production";

    private static final Logger LOG = LoggerFactory.getLogger(SandboxKeys.class);
    private static final String ORG = "demo";
    private static final String USER = "demo";
    private static final String PASSWORD = "demo-password";

    private final ApiKeys keys;
    private final Users users;
    private final SandboxAccessSettings fixed;
    private final ObjectMapper json;
    private final Path file;

    SandboxKeys(ApiKeys keys, Users users, SandboxAccessSettings fixed, HubSettings hub, ObjectMapper json) {
        this.keys = keys;
        this.users = users;
        this.fixed = fixed;
        this.json = json;
        this.file = hub.dataDir().resolve("sandbox-keys.json");
    }

    @Override
    public void afterPropertiesSet() throws IOException {
        Map<String, String> before = read();
        Map<String, String> now = new LinkedHashMap<>();
        now.put("orgId", ORG);
        for (Role role : Role.values()) {
            now.put(role.text(), before.getOrDefault(role.text(), KeyText.newKey()));
        }
        now.put("user", USER);
        now.put(PASSWORD, before.getOrDefault(PASSWORD, KeyText.random(12)));
        fix(now, Role.ADMIN.text(), fixed.adminKey());
        fix(now, PASSWORD, fixed.adminPassword());
        if (!now.equals(before)) {
            write(now);
        }
        for (Role role : Role.values()) {
            keys.ensure(ORG, role.text(), role.scopes(), now.get(role.text()), true);
        }
        users.ensure(USER, now.get(PASSWORD), ORG, Set.of(Role.ADMIN));
        print(now);
    }

    private static void fix(Map<String, String> values, String name, String value) {
        if (value != null && !value.isBlank()) {
            values.put(name, value.strip());
        }
    }

    private void print(Map<String, String> values) {
        StringBuilder lines = new StringBuilder("Sandbox access, kept in " + file + ":");
        for (Role role : Role.values()) {
            lines.append(String.format("%n  key %-17s %s", role.text(), values.get(role.text())));
        }
        lines.append(String.format("%n  sign in as %-10s %s", USER, values.get(PASSWORD)));
        LOG.info("{}", lines);
    }

    private Map<String, String> read() {
        if (!Files.exists(file)) {
            return Map.of();
        }
        try {
            return json.readValue(file.toFile(), new TypeReference<LinkedHashMap<String, String>>() { });
        } catch (IOException e) {
            LOG.warn("{} cannot be read; new keys are made", file);
            return Map.of();
        }
    }

    /** Written aside and moved, so that a crash leaves the old file or the new one. */
    private void write(Map<String, String> values) throws IOException {
        Files.createDirectories(file.getParent());
        Path aside = Files.createTempFile(file.getParent(), "sandbox-keys", ".tmp", ownerOnly());
        json.writerWithDefaultPrettyPrinter().writeValue(aside.toFile(), values);
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private FileAttribute<?>[] ownerOnly() throws IOException {
        boolean posix = Files.getFileStore(file.getParent()).supportsFileAttributeView("posix");
        if (!posix) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))};
    }
}
