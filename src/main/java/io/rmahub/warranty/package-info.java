/** Warranty cover: the policies, and the decision whether a unit is covered on a day. */
package io.rmahub.warranty;
