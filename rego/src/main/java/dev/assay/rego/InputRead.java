package dev.assay.rego;

import dev.assay.rego.ast.Location;
import dev.assay.rego.value.Value;
import java.util.List;

/**
 * A place in a policy that reads the input.
 *
 * @param path the constant keys after {@code input}, up to the first that varies
 * @param whole whether the ref ends there; otherwise a key that varies follows
 */
public record InputRead(Location at, List<Value> path, boolean whole) {
  public InputRead {
    path = List.copyOf(path);
  }
}
