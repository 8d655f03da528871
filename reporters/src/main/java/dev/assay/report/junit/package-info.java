/** JUnit XML, for the test pages of build servers. */
@NullMarked
package dev.assay.report.junit;

import org.jspecify.annotations.NullMarked;
