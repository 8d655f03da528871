package dev.assay.rego.builtin;

import static dev.assay.rego.builtin.Signature.builtin;

import dev.assay.rego.builtin.Builtin.Call;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoBoolean;
import dev.assay.rego.value.RegoNumber;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoSet;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** {@code net.cidr_*}: blocks of IP addresses. */
final class NetBuiltins {
  private static final String CIDRS =
      "string|array[string|array[any]]|{[string]: string|array[any]}|set[string|array[any]]";

  private NetBuiltins() {}

  static List<Builtin> builtins() {
    return List.of(
        builtin(
            "net.cidr_contains(string, string) boolean",
            (c, a) -> RegoBoolean.of(contains(cidr(a, 0), a[1]))),
        builtin(
            "net.cidr_overlap(string, string) boolean",
            (c, a) -> RegoBoolean.of(contains(cidr(a, 0), a[1]))),
        builtin(
            "net.cidr_contains_matches(" + CIDRS + ", " + CIDRS + ") set[[any, any]]",
            NetBuiltins::matches),
        builtin(
            "net.cidr_intersects(string, string) boolean",
            (c, a) -> RegoBoolean.of(overlap(cidr(a, 0), cidr(a, 1)))),
        builtin("net.cidr_is_valid(string) boolean", (c, a) -> RegoBoolean.of(isValid(a[0]))),
        builtin("net.cidr_expand(string) set[string]", NetBuiltins::expand),
        builtin("net.cidr_merge(array[string]|set[string]) set[string]", NetBuiltins::merge));
  }

  private static Cidr cidr(Value[] args, int i) throws BuiltinException {
    return Cidr.parse(Operands.string(args, i));
  }

  private static boolean overlap(Cidr a, Cidr b) {
    return a.contains(b) || b.contains(a);
  }

  /** Whether a block holds another one, or an address. */
  private static boolean contains(Cidr all, Value part) throws BuiltinException {
    String text = Operands.string(new Value[] {part}, 0);
    Cidr inner = Cidr.parseAddress(text);
    if (inner == null) {
      try {
        inner = Cidr.parse(text);
      } catch (BuiltinException e) {
        throw new BuiltinException(
            "not a valid textual representation of an IP address or CIDR: " + text);
      }
    }
    return all.contains(inner);
  }

  private static boolean isValid(Value value) {
    try {
      return value instanceof RegoString s && Cidr.parse(s.value()).bits() > 0;
    } catch (BuiltinException e) {
      return false;
    }
  }

  /** A block or address, and by what its place in a collection is called. */
  private record Named(Value text, Value name) {}

  private static List<Named> named(Value[] args, int i) throws BuiltinException {
    List<Named> named = new ArrayList<>();
    if (args[i] instanceof RegoArray array) {
      for (int at = 0; at < array.size(); at++) {
        named.add(new Named(text(i, array.get(at)), RegoNumber.of(at)));
      }
    } else if (args[i] instanceof RegoSet set) {
      for (Value item : set) {
        named.add(new Named(text(i, item), item));
      }
    } else if (args[i] instanceof RegoObject object) {
      for (Value key : object.keys()) {
        named.add(new Named(text(i, Objects.requireNonNull(object.get(key))), key));
      }
    } else if (args[i] instanceof RegoString) {
      named.add(new Named(args[i], args[i]));
    }
    return named;
  }

  private static Value text(int operand, Value item) throws BuiltinException {
    if (item instanceof RegoString) {
      return item;
    }
    if (item instanceof RegoArray tuple && tuple.size() > 0) {
      return tuple.get(0);
    }
    throw new BuiltinException(
        "operand " + (operand + 1) + ": element must be string or non-empty array");
  }

  private static Value matches(Call call, Value[] args) throws BuiltinException {
    RegoSet.Builder found = new RegoSet.Builder();
    List<Named> blocks = named(args, 0);
    List<Named> parts = blocks.isEmpty() ? List.of() : named(args, 1);
    if (parts.isEmpty()) {
      return RegoSet.EMPTY;
    }
    for (Named all : blocks) {
      Cidr cidr = Cidr.parse(Operands.string(new Value[] {all.text()}, 0));
      for (Named part : parts) {
        call.step(1);
        if (contains(cidr, part.text())) {
          found.add(RegoArray.of(all.name(), part.name()));
        }
      }
    }
    return found.build();
  }

  private static Value expand(Call call, Value[] args) throws BuiltinException {
    Cidr cidr = cidr(args, 0);
    RegoSet.Builder addresses = new RegoSet.Builder(4, call);
    BigInteger last = cidr.last();
    for (BigInteger a = cidr.first(); a.compareTo(last) <= 0; a = a.add(BigInteger.ONE)) {
      call.step(1);
      addresses.add(RegoString.of(Cidr.text(a, cidr.bits())));
    }
    return addresses.build();
  }

  /** The fewest blocks for the addresses of all; bare IPv4 addresses are of their class's size. */
  private static Value merge(Call call, Value[] args) throws BuiltinException {
    List<Value> items = Operands.itemsOf(args[0]);
    if (items == null) {
      throw new BuiltinException("operand must be an array");
    }
    List<Block> blocks = new ArrayList<>();
    for (Value item : items) {
      if (!(item instanceof RegoString s)) {
        throw new BuiltinException("element must be string");
      }
      blocks.add(block(s.value()));
    }
    blocks.sort(
        Comparator.comparing((Block b) -> b.cidr().bits()).thenComparing(b -> b.cidr().first()));
    RegoSet.Builder merged = new RegoSet.Builder();
    for (int i = 0; i < blocks.size(); ) {
      call.step(1);
      int start = i;
      Cidr cidr = blocks.get(i).cidr();
      BigInteger last = cidr.last();
      for (i++; i < blocks.size() && blocks.get(i).cidr().bits() == cidr.bits(); i++) {
        if (blocks.get(i).cidr().first().compareTo(last.add(BigInteger.ONE)) > 0) {
          break;
        }
        last = last.max(blocks.get(i).cidr().last());
      }
      if (i == start + 1) {
        merged.add(RegoString.of(blocks.get(start).text()));
      } else {
        Cidr.blocks(cidr.first(), last, cidr.bits())
            .forEach(b -> merged.add(RegoString.of(b.toString())));
      }
    }
    return merged.build();
  }

  /** A block, and how it is written if it is merged with none. */
  private record Block(Cidr cidr, String text) {}

  /** A bare address stands for the network of its class (RFC 791), as Go's default mask has it. */
  private static Block block(String text) throws BuiltinException {
    Cidr address = Cidr.parseAddress(text);
    if (address == null) {
      Cidr cidr = Cidr.parse(text);
      return new Block(cidr, cidr.toString());
    }
    if (address.bits() != 32) {
      throw new BuiltinException("IPv6 invalid: needs prefix length");
    }
    int top = address.first().shiftRight(24).intValue();
    int prefix = top < 0x80 ? 8 : top < 0xC0 ? 16 : 24;
    BigInteger first = address.first().shiftRight(32 - prefix).shiftLeft(32 - prefix);
    return new Block(new Cidr(first, prefix, 32), text + "/" + prefix);
  }
}
