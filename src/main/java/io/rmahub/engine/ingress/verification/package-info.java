/**
 * How a request proves where it comes from: passwords, tokens, signatures, addresses, certificates. Plain Java;
 * schemes are found by {@link java.util.ServiceLoader}.
 */
package io.rmahub.engine.ingress.verification;
