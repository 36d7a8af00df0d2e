/**
 * Registered warranties: stores facts, lets {@link io.rmahub.warranty.model.WarrantyRules} decide, keeps every decision
 * with what it was decided by, and tells others. Commands, timers, cases and approvals all change a warranty the same
 * way: lock it, decide, {@code WarrantyService.finish}.
 */
package io.rmahub.warranty;
