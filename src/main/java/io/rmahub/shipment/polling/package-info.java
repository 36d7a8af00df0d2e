/** Which carriers are polled about which parcels, when, and what becomes of their answers. */
package io.rmahub.shipment.polling;
