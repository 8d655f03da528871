/** Google Cloud: settings, shared clients, and the ways from their answers to facts and gaps. */
@NullMarked
package dev.assay.collect.google;

import org.jspecify.annotations.NullMarked;
