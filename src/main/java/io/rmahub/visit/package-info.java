/** What the field service reports about visits, and which case each visit belongs to. */
package io.rmahub.visit;
