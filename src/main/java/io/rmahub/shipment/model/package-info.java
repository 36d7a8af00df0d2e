/** Parcels: what carriers say about them, and what follows from all of it together. */
package io.rmahub.shipment.model;
