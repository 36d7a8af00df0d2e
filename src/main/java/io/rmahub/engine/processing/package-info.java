/**
 * The one place where facts turn into effects: a transaction that takes messages out of the work list, lets the
 * handler of their type decide, and writes settlements and outbox with it. A crash leaves all of it or nothing.
 */
package io.rmahub.engine.processing;
