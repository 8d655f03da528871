package dev.assay.rego.types;

import dev.assay.rego.ast.Literal;
import dev.assay.rego.ast.Location;
import dev.assay.rego.ast.Term;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoSet;
import dev.assay.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One definition, or one {@code else} of it, with its body made straight: each literal has at most
 * one call, whose arguments are no refs; variables stand for the values; literals are in the order
 * in which they bind. Bodies of comprehensions are straight, too, and their heads are variables or
 * constants.
 *
 * @param path the constant part of its name, where it lies in data
 * @param keys the rest of its name
 * @param parameters of a function
 * @param isSet whether the value is a member of a set
 */
public record Straight(
    List<Value> path,
    List<Term> keys,
    Optional<List<Term>> parameters,
    boolean isSet,
    Term value,
    List<Literal> body,
    Location location) {
  public Straight {
    path = List.copyOf(path);
    keys = List.copyOf(keys);
    parameters = parameters.map(List::copyOf);
    body = List.copyOf(body);
  }

  /** A constant collection as the term that it was written as. */
  public static Term structured(Term term) {
    if (!(term instanceof Term.Constant c)) {
      return term;
    } else if (c.value() instanceof RegoArray array) {
      return new Term.ArrayTerm(constants(array.asList(), c), c.location());
    } else if (c.value() instanceof RegoSet set) {
      return new Term.SetTerm(constants(set.asList(), c), c.location());
    } else if (c.value() instanceof RegoObject object) {
      Map<Value, Value> sorted = new TreeMap<>();
      object.forEach(sorted::put);
      List<Term.ObjectTerm.Entry> entries = new ArrayList<>();
      sorted.forEach(
          (key, value) ->
              entries.add(
                  new Term.ObjectTerm.Entry(
                      new Term.Constant(key, c.location()),
                      new Term.Constant(value, c.location()))));
      return new Term.ObjectTerm(entries, c.location());
    }
    return term;
  }

  private static List<Term> constants(List<Value> values, Term.Constant at) {
    return values.stream().<Term>map(v -> new Term.Constant(v, at.location())).toList();
  }
}
