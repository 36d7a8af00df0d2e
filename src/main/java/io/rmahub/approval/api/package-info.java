/** The API of approvals: {@code openapi/approval.yaml}. */
package io.rmahub.approval.api;
