/** Reads Cloud Asset Inventory: projects, and the IAM policies of what holds data. */
@NullMarked
package dev.assay.collect.asset;

import org.jspecify.annotations.NullMarked;
