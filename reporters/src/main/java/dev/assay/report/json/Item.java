package dev.assay.report.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object of which each member knows where it stands, so that an error can say so. Members
 * that nobody asks for are left alone: a later writer of the same schema may add some.
 */
final class Item {
  static final String WRITE_ANEW = "write the report anew with assay check";

  private final String file;
  private final JsonLocation start;
  private final Map<String, Member> members = new LinkedHashMap<>();

  /** An object without members yet, which starts here. */
  Item(String file, JsonLocation start) {
    this.file = file;
    this.start = start;
  }

  /** Reads the whole object at whose start the parser stands. */
  static Item read(String file, JsonParser json) throws IOException {
    Item item = new Item(file, json.currentTokenLocation());
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw item.error(item.start, "an object is expected here");
    }
    while (json.nextToken() != JsonToken.END_OBJECT) {
      item.readMember(json);
    }
    return item;
  }

  /** Reads the member at whose name the parser stands. */
  void readMember(JsonParser json) throws IOException {
    String name = json.currentName();
    json.nextToken();
    members.put(name, new Member(json.currentTokenLocation(), value(json)));
  }

  private record Member(JsonLocation where, @Nullable Object value) {}

  private @Nullable Object value(JsonParser json) throws IOException {
    return switch (json.currentToken()) {
      case START_OBJECT -> read(file, json);
      case START_ARRAY -> {
        List<Member> values = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          values.add(new Member(json.currentTokenLocation(), value(json)));
        }
        yield values;
      }
      case VALUE_STRING -> json.getText();
      case VALUE_NUMBER_INT ->
          json.getNumberType() == JsonParser.NumberType.INT
              ? (Object) json.getIntValue()
              : json.getText();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }

  String text(String name) throws ReportFormatException {
    return as(String.class, name, member(name), "a text");
  }

  /** The text, or the empty text when there is no such member. */
  String textIfAny(String name) throws ReportFormatException {
    return has(name) ? text(name) : "";
  }

  int count(String name) throws ReportFormatException {
    Member member = member(name);
    int count = as(Integer.class, name, member, "a whole number");
    if (count < 0) {
      throw error(member.where, "\"" + name + "\" is " + count + "; a count is not negative");
    }
    return count;
  }

  Item object(String name) throws ReportFormatException {
    return as(Item.class, name, member(name), "an object");
  }

  boolean has(String name) {
    return members.containsKey(name);
  }

  List<String> texts(String name) throws ReportFormatException {
    List<String> texts = new ArrayList<>();
    for (Member member : list(name)) {
      texts.add(as(String.class, name, member, "a list of texts"));
    }
    return texts;
  }

  /** The objects in a list, none when there is no such member. */
  List<Item> itemsIfAny(String name) throws ReportFormatException {
    List<Item> items = new ArrayList<>();
    if (has(name)) {
      for (Member member : list(name)) {
        items.add(as(Item.class, name, member, "a list of objects"));
      }
    }
    return items;
  }

  Map<String, String> textsByName(String name) throws ReportFormatException {
    Item object = object(name);
    Map<String, String> texts = new LinkedHashMap<>();
    for (String key : object.members.keySet()) {
      texts.put(key, object.text(key));
    }
    return texts;
  }

  Map<String, List<String>> listsByName(String name) throws ReportFormatException {
    Item object = object(name);
    Map<String, List<String>> lists = new LinkedHashMap<>();
    for (String key : object.members.keySet()) {
      lists.put(key, object.texts(key));
    }
    return lists;
  }

  /** One of a few words, e.g. a severity. */
  <E extends Enum<E>> E choice(
      String name, Function<String, Optional<E>> of, E[] all, Function<E, String> label)
      throws ReportFormatException {
    String text = text(name);
    Optional<E> choice = of.apply(text);
    if (choice.isEmpty()) {
      String choices = Stream.of(all).map(label).collect(Collectors.joining(", "));
      throw error(
          member(name).where, "\"%s\" is \"%s\"; use one of %s".formatted(name, text, choices));
    }
    return choice.get();
  }

  /** A text with a meaning, e.g. a time. */
  <T> T parsed(String name, Function<String, T> parse, String example)
      throws ReportFormatException {
    String text = text(name);
    try {
      return parse.apply(text);
    } catch (DateTimeException e) {
      throw error(
          member(name).where, "\"%s\" is \"%s\"; write it as %s".formatted(name, text, example));
    }
  }

  private Member member(String name) throws ReportFormatException {
    Member member = members.get(name);
    if (member == null) {
      throw error(start, "\"" + name + "\" is missing; " + WRITE_ANEW);
    }
    return member;
  }

  @SuppressWarnings("unchecked") // value() makes lists of members only
  private List<Member> list(String name) throws ReportFormatException {
    return (List<Member>) as(List.class, name, member(name), "a list");
  }

  private <T> T as(Class<T> type, String name, Member member, String what)
      throws ReportFormatException {
    if (!type.isInstance(member.value)) {
      throw error(member.where, "\"" + name + "\" must be " + what);
    }
    return type.cast(member.value);
  }

  /** An error at the start of the object. */
  ReportFormatException error(String what) {
    return error(start, what);
  }

  /** An error at a member. */
  ReportFormatException error(String name, String what) throws ReportFormatException {
    return error(member(name).where, what);
  }

  private ReportFormatException error(JsonLocation where, String what) {
    return error(file, where, what);
  }

  static ReportFormatException error(String file, JsonLocation where, String what) {
    return new ReportFormatException(
        file + ":" + where.getLineNr() + ":" + where.getColumnNr() + ": " + what);
  }
}
