package dev.assay.rego.builtin;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A block of IP addresses: those that share the first bits of an address.
 *
 * @param first the lowest address
 * @param prefix how many bits are shared
 * @param bits 32 for IPv4, 128 for IPv6
 */
record Cidr(BigInteger first, int prefix, int bits) {
  private static final BigInteger MAPPED = BigInteger.valueOf(0xFFFF).shiftLeft(32);

  /** The block that a text like {@code 10.0.0.0/8} writes; bits behind the prefix do not count. */
  static Cidr parse(String text) throws BuiltinException {
    int slash = text.indexOf('/');
    byte[] address = slash < 0 ? null : address(text.substring(0, slash));
    String length = text.substring(slash + 1);
    if (address != null && length.matches("[0-9]{1,3}")) {
      int prefix = Integer.parseInt(length);
      if (prefix <= address.length * 8) {
        return of(address, prefix);
      }
    }
    throw new BuiltinException("invalid CIDR address: " + text);
  }

  /** The block of one address; {@code null} if the text is none. */
  static @Nullable Cidr parseAddress(String text) {
    byte[] address = address(text);
    return address == null ? null : of(address, address.length * 8);
  }

  /** IPv4 addresses written as IPv6 are IPv4 addresses. */
  private static Cidr of(byte[] address, int prefix) {
    BigInteger number = new BigInteger(1, address);
    if (address.length == 16
        && prefix >= 96
        && number.shiftRight(32).shiftLeft(32).equals(MAPPED)) {
      return new Cidr(start(number.subtract(MAPPED), prefix - 96, 32), prefix - 96, 32);
    }
    return new Cidr(start(number, prefix, address.length * 8), prefix, address.length * 8);
  }

  private static BigInteger start(BigInteger address, int prefix, int bits) {
    return address.shiftRight(bits - prefix).shiftLeft(bits - prefix);
  }

  BigInteger last() {
    return first.add(BigInteger.ONE.shiftLeft(bits - prefix)).subtract(BigInteger.ONE);
  }

  boolean contains(Cidr other) {
    return bits == other.bits
        && first.compareTo(other.first) <= 0
        && last().compareTo(other.last()) >= 0;
  }

  /** The fewest blocks that hold exactly the addresses from the first to the last. */
  static List<Cidr> blocks(BigInteger from, BigInteger to, int bits) {
    List<Cidr> blocks = new ArrayList<>();
    BigInteger at = from;
    while (at.compareTo(to) <= 0) {
      int free = at.signum() == 0 ? bits : Math.min(bits, at.getLowestSetBit());
      while (at.add(BigInteger.ONE.shiftLeft(free)).subtract(BigInteger.ONE).compareTo(to) > 0) {
        free--;
      }
      Cidr block = new Cidr(at, bits - free, bits);
      blocks.add(block);
      at = block.last().add(BigInteger.ONE);
    }
    return blocks;
  }

  @Override
  public String toString() {
    return text(first, bits) + "/" + prefix;
  }

  /** An address as Go writes it (RFC 5952). */
  static String text(BigInteger address, int bits) {
    if (bits == 32) {
      int a = address.intValue();
      return (a >>> 24) + "." + ((a >> 16) & 255) + "." + ((a >> 8) & 255) + "." + (a & 255);
    }
    if (address.shiftRight(32).shiftLeft(32).equals(MAPPED)) {
      return text(address.subtract(MAPPED), 32);
    }
    int[] groups = new int[8];
    for (int i = 0; i < 8; i++) {
      groups[i] = address.shiftRight(16 * (7 - i)).intValue() & 0xFFFF;
    }
    int start = -1;
    int length = 1;
    for (int i = 0; i < 8; i++) {
      int n = 0;
      while (i + n < 8 && groups[i + n] == 0) {
        n++;
      }
      if (n > length) {
        start = i;
        length = n;
      }
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      if (i == start) {
        out.append("::");
        i += length - 1;
      } else {
        boolean separate = i > 0 && out.charAt(out.length() - 1) != ':';
        out.append(separate ? ":" : "").append(Integer.toHexString(groups[i]));
      }
    }
    return out.toString();
  }

  /** The bytes of an address in text; {@code null} if it is none. Never asks a name server. */
  private static byte @Nullable [] address(String text) {
    return text.indexOf(':') >= 0 ? v6(text) : v4(text);
  }

  private static byte @Nullable [] v4(String text) {
    String[] parts = text.split("\\.", -1);
    byte[] bytes = new byte[4];
    if (parts.length != 4) {
      return null;
    }
    for (int i = 0; i < 4; i++) {
      if (!parts[i].matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(parts[i]) > 255) {
        return null;
      }
      bytes[i] = (byte) Integer.parseInt(parts[i]);
    }
    return bytes;
  }

  private static byte @Nullable [] v6(String text) {
    int gap = text.indexOf("::");
    if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
      return null;
    }
    List<Byte> head = groups(gap < 0 ? text : text.substring(0, gap));
    List<Byte> tail = groups(gap < 0 ? "" : text.substring(gap + 2));
    if (head == null || tail == null) {
      return null;
    }
    int given = head.size() + tail.size();
    if (gap < 0 ? given != 16 : given > 14) {
      return null;
    }
    byte[] bytes = new byte[16];
    for (int i = 0; i < head.size(); i++) {
      bytes[i] = head.get(i);
    }
    for (int i = 0; i < tail.size(); i++) {
      bytes[16 - tail.size() + i] = tail.get(i);
    }
    return bytes;
  }

  /** The bytes of groups between colons, the last of which may be an IPv4 address. */
  private static @Nullable List<Byte> groups(String text) {
    List<Byte> bytes = new ArrayList<>();
    if (text.isEmpty()) {
      return bytes;
    }
    String[] parts = text.split(":", -1);
    for (int i = 0; i < parts.length; i++) {
      byte[] v4 = i == parts.length - 1 && parts[i].indexOf('.') >= 0 ? v4(parts[i]) : null;
      if (v4 != null) {
        for (byte b : v4) {
          bytes.add(b);
        }
      } else if (parts[i].matches("[0-9a-fA-F]{1,4}")) {
        int group = Integer.parseInt(parts[i], 16);
        bytes.add((byte) (group >> 8));
        bytes.add((byte) group);
      } else {
        return null;
      }
    }
    return bytes;
  }
}
