/** One HTML file that explains an audit: no request to anywhere, readable with scripts off. */
@NullMarked
package dev.assay.report.html;

import org.jspecify.annotations.NullMarked;
