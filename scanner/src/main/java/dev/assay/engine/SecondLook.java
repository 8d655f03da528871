package dev.assay.engine;

import dev.assay.rego.value.RegoObject;
import dev.assay.rulepack.Rule;
import java.util.ArrayList;
import java.util.List;

/**
 * A session of another engine, with ours beside it: only ours tells what was read and was not
 * there, without which a pass could be ignorance, and keeps sets in order in the texts that rules
 * make of them. Where the two contradict each other nobody knows.
 */
final class SecondLook implements Engine.Session {
  private final String name;
  private final Engine.Session other;
  private final Engine.Session own;

  SecondLook(String name, Engine.Session other, Engine.Session own) {
    this.name = name;
    this.other = other;
    this.own = own;
  }

  @Override
  public List<Answer> ask(Rule rule, RegoObject parameters, List<RegoObject> resources) {
    List<Answer> first = other.ask(rule, parameters, resources);
    List<Answer> answers = new ArrayList<>();
    List<Answer> second = own.ask(rule, parameters, resources);
    for (int i = 0; i < first.size(); i++) {
      answers.add(settled(first.get(i), second.get(i)));
    }
    return answers;
  }

  private Answer settled(Answer theirs, Answer ours) {
    if (ours instanceof Answer.Fault || said(theirs).equals(said(ours))) {
      return ours;
    }
    if (theirs instanceof Answer.Fault fault) {
      return new Answer.Fault(name + ": " + fault.reason());
    }
    return new Answer.Fault(
        "%s says that %s, Assay's own engine that %s".formatted(name, said(theirs), said(ours)));
  }

  private static String said(Answer answer) {
    if (answer instanceof Answer.Silent) {
      return "the rule does not apply";
    } else if (answer instanceof Answer.Violations violations) {
      return "it fails in " + violations.values().size() + " ways";
    } else if (answer instanceof Answer.Undecided) {
      return "it cannot be decided";
    }
    return "nothing is wrong";
  }

  @Override
  public void close() {
    other.close();
  }
}
