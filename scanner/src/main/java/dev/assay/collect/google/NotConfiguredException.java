package dev.assay.collect.google;

import java.io.IOException;

/** Stand-ins are configured, and none for the service that was to be asked. */
final class NotConfiguredException extends IOException {
  private static final long serialVersionUID = 1;

  NotConfiguredException(GoogleService service) {
    super("no endpoint is configured for " + service.host());
  }
}
