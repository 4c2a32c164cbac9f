package io.conccheck.agent.detect.deadlock.claims;

import java.util.ArrayList;
import java.util.List;

/** Claims that the option declares: {@code com.acme.Tour.*:3}, several split at commas. */
final class Declared {

  private record Claim(String prefix, boolean open, int units) {}

  private final List<Claim> claims = new ArrayList<>();

  /**
   * Reads the option.
   *
   * @throws IllegalArgumentException if a piece has no number after its last colon
   */
  Declared(String text) {
    for (String piece : text.isBlank() ? new String[0] : text.split(",")) {
      int colon = piece.lastIndexOf(':');
      if (colon < 1) {
        throw new IllegalArgumentException("`" + piece + "` is no ORIGIN:UNITS");
      }
      String origin = piece.substring(0, colon).strip();
      boolean open = origin.endsWith("*");
      int units = Integer.parseInt(piece.substring(colon + 1).strip());
      claims.add(new Claim(open ? origin.substring(0, origin.length() - 1) : origin, open, units));
    }
  }

  /** Most units that a task of that origin was declared to want; 0 if nothing was. */
  int claim(String origin) {
    int most = 0;
    for (Claim c : claims) {
      if (c.open ? origin.startsWith(c.prefix) : origin.equals(c.prefix)) {
        most = Math.max(most, c.units);
      }
    }
    return most;
  }
}
