/**
 * Keeps the parcels of cases: takes in what carriers tell, whoever told it and however it came, brings it to the
 * cases, and knows which carriers have to be asked.
 */
package io.rmahub.shipment;
