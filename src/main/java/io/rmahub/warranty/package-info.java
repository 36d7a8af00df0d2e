/**
 * Registered warranties: stores facts, lets {@link io.rmahub.warranty.WarrantyRules} decide, keeps every decision
 * with what it was decided by, and tells others. Commands, timers and answers of the OA systems all change a warranty
 * the same way: lock it, decide, {@link io.rmahub.warrantydesk.WarrantyDesk#finish}.
 */
package io.rmahub.warranty;
