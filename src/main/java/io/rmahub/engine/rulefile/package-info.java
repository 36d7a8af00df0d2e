/** Reading of the business rules in {@code config/rules}. */
package io.rmahub.engine.rulefile;
