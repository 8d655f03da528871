/**
 * Connects to the databases of the instances that are found in Google Cloud: by Google's connectors
 * or by address, by IAM or with a password.
 */
@NullMarked
package dev.assay.collect.fleet;

import org.jspecify.annotations.NullMarked;
