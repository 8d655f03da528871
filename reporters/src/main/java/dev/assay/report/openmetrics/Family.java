package dev.assay.report.openmetrics;

import dev.assay.report.text.Visible;
import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A gauge and its samples. Samples with the same labels add up: a second line of the same labels
 * would make a reader refuse the whole page.
 */
final class Family {
  private final String name;
  private final String help;
  private final List<String> labels;
  private final Map<List<String>, Long> samples = new LinkedHashMap<>();

  Family(String name, String help, String... labels) {
    this.name = name;
    this.help = help;
    this.labels = List.of(labels);
  }

  /** Adds to the sample with these values, one for each label. */
  Family add(long n, String... values) {
    List<String> key = List.of(values).stream().map(Visible::line).toList();
    samples.merge(key, n, Long::sum);
    return this;
  }

  void write(Writer text) throws IOException {
    text.write("# HELP " + name + " " + help + "\n# TYPE " + name + " gauge\n");
    for (Map.Entry<List<String>, Long> sample : samples.entrySet()) {
      text.write(name);
      for (int i = 0; i < labels.size(); i++) {
        text.write((i == 0 ? "{" : ",") + labels.get(i) + "=\"");
        text.write(sample.getKey().get(i).replace("\\", "\\\\").replace("\"", "\\\""));
        text.write("\"");
      }
      text.write(labels.isEmpty() ? " " : "} ");
      text.write(sample.getValue() + "\n");
    }
  }
}
