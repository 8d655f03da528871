package dev.assay.collect.google;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadingTest {
  /** What a gap is told of must be above what it hides, or nobody is made unsure by it. */
  @ParameterizedTest
  @CsvSource({
    "europe-west9, projects/shop/locations/europe-west9",
    "locations/europe-west9, projects/shop/locations/europe-west9",
    "projects/shop/locations/europe-west9, projects/shop/locations/europe-west9",
    "projects/1234/locations/europe-west9, projects/shop/locations/europe-west9",
    "projects/1234/locations/a/clusters/b, projects/shop/locations/a/clusters/b",
    "projects/shop/locations/-, projects/shop",
    "-, projects/shop",
    "projects/1234, projects/shop",
  })
  void whatGoogleCannotReachIsMissingFromWhatWasAsked(String part, String missing) {
    Reading reading =
        new Reading(
            GoogleService.ALLOYDB,
            "127.0.0.1:1",
            "source",
            "alloydb.Cluster",
            "alloydb.clusters.list",
            "projects/shop",
            "//alloydb.googleapis.com/projects/shop");

    assertThat(reading.unreachable(part).scope()).isEqualTo("//alloydb.googleapis.com/" + missing);
  }
}
