/** Who works a case, by when, and whether somebody must drive there. */
package io.rmahub.rma.model.routing;
