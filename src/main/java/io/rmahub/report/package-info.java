/** Reports about cases: a read model over the figures that the database keeps of them. */
package io.rmahub.report;
