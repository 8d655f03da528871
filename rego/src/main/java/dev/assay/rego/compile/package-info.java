/**
 * From syntax trees to a program: names are resolved, bodies ordered so that every variable is
 * bound in time, rules checked against each other, and each body planned as a chain of steps.
 */
@NullMarked
package dev.assay.rego.compile;

import org.jspecify.annotations.NullMarked;
