/** Files that people write for Assay, read strictly: a mistake is one line that says where. */
@NullMarked
package dev.assay.input;

import org.jspecify.annotations.NullMarked;
