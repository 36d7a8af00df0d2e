/** How visits on site proceed: plain Java, without framework and database. */
package io.rmahub.visit.model;
