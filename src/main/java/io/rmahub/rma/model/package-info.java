/** The RMA case: what was asked for, what it became, and the rules that open it. */
package io.rmahub.rma.model;
