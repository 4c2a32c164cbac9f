package example.race;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;

/** Arrays and collections that are handed to the JDK; those named racy are changed meanwhile. */
public final class Handed {

  enum Kind {
    ONE
  }

  static final int[] racyCopied = new int[8];
  static final int[] racyInto = new int[8];
  static final int[] racyFilled = new int[8];
  static final int[] racySorted = {3, 1, 2};
  static final int[] racyCloned = new int[4];
  static final int[] racyPrefix = new int[4];
  static final Map<String, String> racyBehindView = new HashMap<>();
  static final Map<String, String> racyConstructed = new HashMap<>();
  static final List<Integer> racyAdded = new ArrayList<>();
  static final List<Integer> racyText = new ArrayList<>();
  static final List<Integer> racyJoined = new ArrayList<>();
  static final Set<Kind> racyEnums = EnumSet.noneOf(Kind.class);
  static final CRC32 racyCheckSum = new CRC32();

  static final int[] partsFine = new int[8];
  static final int[] beyondFine = new int[8];
  static final List<Integer> readFine = new ArrayList<>(List.of(1, 2));
  static final List<Integer> wrapperFine = Collections.synchronizedList(new ArrayList<>());
  private static final Map<String, String> VIEW = Collections.unmodifiableMap(racyBehindView);
  private static int seen;

  private Handed() {}

  public static void main(String[] args) throws InterruptedException {
    int[] other = new int[8];
    Pair.unordered(() -> System.arraycopy(racyCopied, 0, other, 0, 4), () -> racyCopied[2] = 1);
    Pair.unordered(() -> racyInto[3] = 1, () -> System.arraycopy(new int[8], 0, racyInto, 2, 3));
    Pair.unordered(() -> Arrays.fill(racyFilled, 1, 4, 9), () -> racyFilled[3] = 1);
    Pair.unordered(() -> racySorted[1] = 5, () -> Arrays.sort(racySorted));
    Pair.unordered(() -> racyCloned[1] = 5, () -> racyCloned.clone());
    Pair.unordered(() -> racyPrefix[1] = 5, () -> Arrays.copyOf(racyPrefix, 2));
    Pair.unordered(() -> racyBehindView.put("a", ""), () -> VIEW.get("a"));
    Pair.unordered(() -> racyConstructed.put("a", ""), () -> new HashMap<>(racyConstructed));
    Pair.unordered(() -> racyAdded.add(1), () -> new ArrayList<Integer>().addAll(racyAdded));
    Pair.unordered(() -> racyText.add(1), () -> seen += String.valueOf(racyText).length());
    Pair.unordered(() -> racyJoined.add(1), () -> seen += ("x" + racyJoined).length());
    Pair.unordered(() -> racyEnums.add(Kind.ONE), () -> racyEnums.contains(Kind.ONE));
    Pair.unordered(() -> racyCheckSum.update(1), () -> racyCheckSum.getValue());
    fine();
    System.out.println("done");
  }

  private static void fine() throws InterruptedException {
    Pair.unordered(
        () -> System.arraycopy(partsFine, 0, partsFine, 2, 2),
        () -> Arrays.fill(partsFine, 4, 8, 1));
    Pair.unordered(() -> beyondFine[5] = 1, () -> Arrays.copyOf(beyondFine, 5));
    Pair.unordered(() -> new ArrayList<>(readFine), () -> String.valueOf(readFine));
    Pair.unordered(() -> wrapperFine.add(1), () -> new ArrayList<>(wrapperFine));
  }
}
