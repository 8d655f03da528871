/** A summary in Markdown, for pull requests and the pages of build jobs. */
@NullMarked
package dev.assay.report.markdown;

import org.jspecify.annotations.NullMarked;
