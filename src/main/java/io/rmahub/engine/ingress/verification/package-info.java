/** How a request proves that it comes from its source, one class for each scheme; knows no framework. */
package io.rmahub.engine.ingress.verification;
