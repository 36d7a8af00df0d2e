package io.rmahub.warranty.model;

import io.rmahub.warranty.model.Explanation.Considered;
import java.util.List;

/**
 * The row of the policies that is for a unit.
 *
 * @param policy null when none is, or when what would decide it is not known
 * @param gap    why there is none; null when there is
 */
record PolicyChoice(WarrantyPolicy policy, String gap, List<Considered> considered) {
}
