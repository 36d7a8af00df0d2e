/** Compares what the hub told of parts with what was booked for them. */
package io.rmahub.stock.model;
