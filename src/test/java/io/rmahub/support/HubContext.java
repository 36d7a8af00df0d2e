package io.rmahub.support;

import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** A hub, or a part of one, in this JVM: its beans and settings are at hand. Started by {@link HubLauncher}. */
public class HubContext extends Hub {

    private final ConfigurableApplicationContext context;
    private final CapturedLog log;

    /** Starts and returns when it is ready. */
    protected HubContext(HubLauncher launcher) {
        super(launcher.http());
        context = launcher.run();
        log = launcher.logCaptured() ? CapturedLog.begin() : null;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public String property(String name) {
        return context.getEnvironment().getRequiredProperty(name);
    }

    @Override
    public final int port() {
        return ((ServletWebServerApplicationContext) context).getWebServer().getPort();
    }

    /** Everything that was logged from the end of the start on, with stack traces; empty unless it was wanted. */
    public String log() {
        return log == null ? "" : log.text();
    }

    @Override
    public void close() {
        context.close();
    }
}
