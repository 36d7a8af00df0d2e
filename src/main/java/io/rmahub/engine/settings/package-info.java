/** Everything under {@code hub.*} as records. They know no other part of the hub. */
package io.rmahub.engine.settings;
