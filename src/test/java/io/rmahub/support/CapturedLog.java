package io.rmahub.support;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** All that is logged in this JVM, the hub's own words from DEBUG on, with stack traces. */
final class CapturedLog extends AppenderBase<ILoggingEvent> {

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    private CapturedLog() {
    }

    /** Begins now. The console goes on showing no more than INFO. */
    static CapturedLog begin() {
        CapturedLog log = new CapturedLog();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ThresholdFilter fromInfo = new ThresholdFilter();
        fromInfo.setLevel(Level.INFO.toString());
        fromInfo.start();
        root.iteratorForAppenders().forEachRemaining(console -> console.addFilter(fromInfo));
        log.setContext(root.getLoggerContext());
        log.start();
        root.addAppender(log);
        ((Logger) LoggerFactory.getLogger("io.rmahub")).setLevel(Level.DEBUG);
        return log;
    }

    @Override
    protected void append(ILoggingEvent event) {
        String trace = event.getThrowableProxy() == null ? ""
                : "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy());
        lines.add(event.getLevel() + " " + event.getFormattedMessage() + trace);
    }

    String text() {
        return String.join("\n", lines);
    }
}
