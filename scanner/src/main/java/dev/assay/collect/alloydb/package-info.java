/** Reads AlloyDB: clusters, instances, backups and users, with Google's own client. */
@NullMarked
package dev.assay.collect.alloydb;

import org.jspecify.annotations.NullMarked;
