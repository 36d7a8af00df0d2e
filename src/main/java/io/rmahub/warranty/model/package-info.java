/**
 * Warranty, as pure rules.
 *
 * <p>What happened to a unit is a set of {@link io.rmahub.warranty.model.WarrantyFact}s;
 * {@link io.rmahub.warranty.model.WarrantyState#of} folds them, in any order, to what is known.
 * {@link io.rmahub.warranty.model.WarrantyPolicyFile} reads a version of the policies, and
 * {@link io.rmahub.warranty.model.WarrantyRules} decides by it. A decision that changes something names the fact to be
 * recorded; nothing here stores, sends or looks at a clock. Every decision carries its
 * {@link io.rmahub.warranty.model.Explanation}.
 */
package io.rmahub.warranty.model;
