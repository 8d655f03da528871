package dev.assay.engine;

import dev.assay.rego.value.RegoObject;
import java.util.ArrayList;
import java.util.List;

/** Asks about many resources at once, and about fewer where one of them ends the evaluation. */
final class Bisection {
  private Bisection() {}

  /** An evaluation that ended in an error, as opposed to an engine that cannot evaluate. */
  static final class Fault extends Exception {
    private static final long serialVersionUID = 1L;

    Fault(String message) {
      super(message);
    }
  }

  /** Asks about resources: one answer for each. */
  @FunctionalInterface
  interface Question {
    List<Answer> ask(List<RegoObject> resources) throws Fault;
  }

  /** One resource on which a rule fails must not keep the others from being judged. */
  static List<Answer> ask(List<RegoObject> resources, Question question) {
    try {
      return question.ask(resources);
    } catch (Fault e) {
      if (resources.size() <= 1) {
        return List.of(new Answer.Fault(String.valueOf(e.getMessage())));
      }
      int half = resources.size() / 2;
      List<Answer> answers = new ArrayList<>(ask(resources.subList(0, half), question));
      answers.addAll(ask(resources.subList(half, resources.size()), question));
      return answers;
    }
  }
}
