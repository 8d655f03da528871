/** Reads PostgreSQL servers: catalogs, settings and statistics, never rows, and never a write. */
@NullMarked
package dev.assay.collect.postgresql;

import org.jspecify.annotations.NullMarked;
