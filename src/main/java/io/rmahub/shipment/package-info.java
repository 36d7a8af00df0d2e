/**
 * Keeps the parcels of cases: takes in what carriers report, whether they sent it or were asked, and brings it to the
 * cases.
 */
package io.rmahub.shipment;
