package io.rmahub.camel.route;

import io.rmahub.engine.processing.LookUp;
import io.rmahub.engine.processing.LookUpCache;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** Brings what look-up routes were answered to those who remember it. */
@Component("lookUpSteps")
public final class LookUpSteps {

    private final Map<String, LookUpCache> caches;

    LookUpSteps(List<LookUpCache> caches) {
        this.caches = caches.stream().collect(Collectors.toMap(LookUpCache::name, Function.identity()));
    }

    /** Body: what the system answered about the look-up in the context. */
    public void learn(Exchange exchange) {
        LookUp lookUp = exchange.getProperty(ProcessingContext.PROPERTY, LookUpContext.class).lookUp();
        cache(lookUp).learn(lookUp.key(), CallSteps.status(exchange.getMessage()),
                exchange.getMessage().getBody(String.class));
    }

    /** The look-up if it is needed, else null. */
    LookUp needed(LookUp lookUp) {
        return lookUp != null && cache(lookUp).unheardOf(lookUp.key()) ? lookUp : null;
    }

    private LookUpCache cache(LookUp lookUp) {
        LookUpCache cache = caches.get(lookUp.name());
        if (cache == null) {
            throw new IllegalStateException("Nobody remembers look-ups of " + lookUp.name());
        }
        return cache;
    }
}
