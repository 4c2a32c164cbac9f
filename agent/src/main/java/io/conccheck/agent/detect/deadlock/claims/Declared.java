package io.conccheck.agent.detect.deadlock.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Claims that the option declares: {@code com.acme.Tour.*:3}, one piece each. */
final class Declared implements Consumer<String> {

  /** What a piece looks like. */
  static final String FORM = "ORIGIN:UNITS, such as com.acme.Tour.run:3";

  private record Claim(String prefix, boolean open, int units) {}

  private final List<Claim> claims = new ArrayList<>();

  /**
   * Takes in one claim.
   *
   * @throws IllegalArgumentException if the piece has no number after its last colon
   */
  @Override
  public void accept(String piece) {
    int colon = piece.lastIndexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException(piece);
    }
    String origin = piece.substring(0, colon).strip();
    boolean open = origin.endsWith("*");
    int units = Integer.parseInt(piece.substring(colon + 1).strip());
    claims.add(new Claim(open ? origin.substring(0, origin.length() - 1) : origin, open, units));
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
