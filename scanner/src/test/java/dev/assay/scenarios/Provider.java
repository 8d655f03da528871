package dev.assay.scenarios;

import dev.assay.input.InputException;
import dev.assay.input.YamlNode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who a server looks to be provided by: what scans know a provider by is on each of ours. */
enum Provider {
  POSTGRESQL("", "", ""),
  ALLOYDB("alloydb.iam_authentication", "on", "alloydbsuperuser"),
  CLOUDSQL("cloudsql.iam_authentication", "on", "cloudsqlsuperuser"),
  RDS("rds.extensions", "vector", "rds_superuser"),
  AZURE("azure.extensions", "vector", "azure_pg_admin");

  private final String setting;
  private final String value;
  private final String role;

  Provider(String setting, String value, String role) {
    this.setting = setting;
    this.value = value;
    this.role = role;
  }

  Map<String, String> settings() {
    return setting.isEmpty() ? Map.of() : Map.of(setting, value);
  }

  /** SQL that makes its roles. */
  String roles() {
    return role.isEmpty() ? "" : "CREATE ROLE " + role;
  }

  static Provider of(@Nullable YamlNode node) throws InputException {
    if (node == null) {
      return POSTGRESQL;
    }
    String name = node.string().toUpperCase(Locale.ROOT);
    for (Provider provider : values()) {
      if (provider.name().equals(name)) {
        return provider;
      }
    }
    throw node.error("provider: use one of " + Arrays.toString(values()).toLowerCase(Locale.ROOT));
  }
}
