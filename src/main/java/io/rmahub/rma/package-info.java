/**
 * Cases: opens them, locks and changes them by commands of people and facts of other systems, and tells others what
 * became of them. The rules are in {@code model}. Whatever changes a case does it the same way: lock it, change it,
 * {@link io.rmahub.rma.CaseService#finish}. A case is always locked before the warranty of its unit.
 */
package io.rmahub.rma;
