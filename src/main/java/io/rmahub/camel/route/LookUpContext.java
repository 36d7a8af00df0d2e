package io.rmahub.camel.route;

import io.rmahub.engine.processing.LookUp;

/** What a look-up route needs to know, whoever calls it. */
public interface LookUpContext {

    /** What is to be asked. */
    LookUp lookUp();

    /** Of a look-up that no message needs. */
    record Single(LookUp lookUp) implements LookUpContext {
    }
}
