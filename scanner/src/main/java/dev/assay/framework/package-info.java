/** The frameworks that rules bear on: their controls as data, and how an audit stands to each. */
@NullMarked
package dev.assay.framework;

import org.jspecify.annotations.NullMarked;
