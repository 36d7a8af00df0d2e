/** Shape A to shape B: JSLT mappings and the JSON Schemas that their results must fit. */
package io.rmahub.engine.mapping;
