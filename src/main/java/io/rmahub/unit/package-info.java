/** What other systems know of the units of cases: asked for through the outbox, heard as messages. */
package io.rmahub.unit;
