/**
 * Whether the system that keeps the stock has booked what cases took from warehouses. Questions leave through the
 * outbox; answers come as messages.
 */
package io.rmahub.stock;
