/** Reads by REST what Cloud Asset Inventory lacks: one collector, and a table of endpoints. */
@NullMarked
package dev.assay.collect.rest;

import org.jspecify.annotations.NullMarked;
