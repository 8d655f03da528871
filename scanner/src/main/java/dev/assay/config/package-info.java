/** {@code assay.yaml}: what to scan, and how to judge it. */
@NullMarked
package dev.assay.config;

import org.jspecify.annotations.NullMarked;
