/** Everything under {@code hub.*} as records, defaults included. */
package io.rmahub.engine.settings;
