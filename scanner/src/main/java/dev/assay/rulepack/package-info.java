/** Rules as folders of Rego: loading, checking, and running their cases. */
@NullMarked
package dev.assay.rulepack;

import org.jspecify.annotations.NullMarked;
