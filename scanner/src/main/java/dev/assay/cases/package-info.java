/** The cases beside each rule: given facts, expected verdicts, through the real audit. */
@NullMarked
package dev.assay.cases;

import org.jspecify.annotations.NullMarked;
