/** Carries messages between systems and names no business thing; what a message means is decided elsewhere. */
package io.rmahub.engine;
