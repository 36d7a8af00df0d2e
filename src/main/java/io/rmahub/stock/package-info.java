/** Whether Products has booked what cases took from warehouses: asked through the outbox, heard as messages. */
package io.rmahub.stock;
