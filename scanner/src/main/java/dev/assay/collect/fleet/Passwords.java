package dev.assay.collect.fleet;

import dev.assay.collect.google.GoogleClients;
import dev.assay.collect.google.GoogleService;
import dev.assay.collect.google.Reading;
import dev.assay.collect.google.RefusedException;
import dev.assay.collect.google.RestClient;
import dev.assay.collect.postgresql.ConnectException;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.report.Gap;
import dev.assay.report.Gap.Cause;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Fetches passwords from where they are kept, when they are needed, each once. */
public final class Passwords {
  private final GoogleClients clients;
  private final Map<String, String> environment;
  private final Map<PasswordSource, Outcome> known = new ConcurrentHashMap<>();

  /** A password, or why there is none. */
  private record Outcome(String password, @Nullable ConnectException trouble) {}

  public Passwords(GoogleClients clients, Map<String, String> environment) {
    this.clients = clients;
    this.environment = Map.copyOf(environment);
  }

  /**
   * @throws ConnectException if it is not to be had, with what to do
   */
  public String read(PasswordSource source) throws ConnectException {
    Outcome outcome = known.computeIfAbsent(source, this::fetch);
    ConnectException trouble = outcome.trouble();
    if (trouble != null) {
      throw trouble;
    }
    return outcome.password();
  }

  private Outcome fetch(PasswordSource source) {
    try {
      return new Outcome(
          switch (source.kind()) {
            case ENVIRONMENT -> variable(source.name());
            case FILE -> file(Path.of(source.name()));
            case SECRET_MANAGER -> secret(source.name());
          },
          null);
    } catch (ConnectException trouble) {
      return new Outcome("", trouble);
    }
  }

  private String variable(String name) throws ConnectException {
    String value = environment.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw new ConnectException(
          Cause.DENIED,
          "the environment variable " + name + " is not set",
          "Set " + name + " to the password.");
    }
    return value;
  }

  private static String file(Path path) throws ConnectException {
    try {
      return line(Files.readString(path));
    } catch (IOException e) {
      throw new ConnectException(
          Cause.DENIED,
          "the password's file " + path + " cannot be read: " + e.getClass().getSimpleName(),
          "Let this user read " + path + ".");
    }
  }

  private String secret(String name) throws ConnectException {
    GoogleService service = GoogleService.SECRET_MANAGER;
    Reading reading =
        new Reading(
            service,
            clients.settings().endpoint(service),
            "",
            "",
            "secretmanager.versions.access",
            name,
            "");
    try {
      RegoObject answer =
          clients
              .rest(service)
              .ask(
                  new RestClient.Question(
                      "access", "v1/" + name + ":access", Map.of(), Optional.empty()));
      if (answer.get("payload") instanceof RegoObject payload
          && payload.get("data") instanceof RegoString data) {
        return line(new String(Base64.getDecoder().decode(data.value()), StandardCharsets.UTF_8));
      }
      throw new ConnectException(Cause.FAILED, "the secret " + name + " has no payload", "");
    } catch (IllegalArgumentException notBase64) {
      throw new ConnectException(
          Cause.FAILED, "the secret " + name + " cannot be read: it is not Base64", "");
    } catch (RefusedException e) {
      throw exception(reading.failed(e.refusal(), 0));
    } catch (IOException e) {
      throw exception(reading.notOpened(e));
    }
  }

  static ConnectException exception(Gap gap) {
    return new ConnectException(gap.cause(), gap.message(), gap.remedy());
  }

  /** Editors end a file with a line break that is no part of the password. */
  private static String line(String text) {
    return text.replaceFirst("\\R\\z", "");
  }
}
