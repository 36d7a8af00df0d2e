/** How recorded and booked movements of parts are compared: plain Java, without framework and database. */
package io.rmahub.stock.model;
