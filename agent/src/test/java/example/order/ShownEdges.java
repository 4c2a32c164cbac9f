package example.order;

import example.order.unseen.Turns;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Objects of the JDK that are looked at where the call does not say so: text is made of them, a
 * record compares them, a reference to a method stands for the call.
 */
public final class ShownEdges {

  static List<Integer> asObjectRacy = new ArrayList<>();
  static Object anyRacy = new ArrayList<>(List.of(1));
  static StringBuilder joinedRacy = new StringBuilder();
  static Object joinedAnyRacy = new StringBuilder();
  static List<Integer> lockedClean = new ArrayList<>();
  static List<Integer> confinedClean = new ArrayList<>();
  static List<Integer> steppedClean = new ArrayList<>(List.of(1, 2));
  static Noting notingClean = new Noting();
  static Noting notingRacy = new Noting();

  static List<Integer> withinRacy = new ArrayList<>();
  static StringBuilder withinMapRacy = new StringBuilder();
  static List<Integer> withinClean = new ArrayList<>();
  static List<Integer> syncWithinClean = Collections.synchronizedList(new ArrayList<>());
  static StringBuilder withinHashClean = new StringBuilder();
  static Queue<Integer> withinQueueClean = new ArrayDeque<>();
  static BitSet orRacy = new BitSet();
  static List<Integer> enumeratedRacy = new ArrayList<>();
  static StringBuilder identityClean = new StringBuilder();
  static Queue<Integer> hashedQueueClean = new ArrayDeque<>();
  static List<Integer> sameClean = new ArrayList<>();
  static List<Integer> againstNullClean = new ArrayList<>();
  static List<Integer> againstTextClean = new ArrayList<>();
  static List<Integer> comparedRacy = new ArrayList<>();
  static List<Integer> hashedRacy = new ArrayList<>();

  static List<Integer> boundTextRacy = new ArrayList<>();
  static List<Integer> unboundTextRacy = new ArrayList<>();
  static StringBuilder valueOfRacy = new StringBuilder();
  static List<Integer> copiedRacy = new ArrayList<>();
  static List<Integer> copiedClean = new ArrayList<>();
  static List<Integer> parallelRacy = new ArrayList<>();

  private ShownEdges() {}

  private record Shown(List<Integer> shownRacy, StringBuilder textRacy, Object otherRacy) {}

  private record Hashed(Map<Integer, Integer> hashRacy, StringBuilder identityClean) {}

  private record Equal(List<Integer> equalRacy, List<Integer> equalClean, int number) {}

  private record Safe(List<Integer> safeClean, String name) {}

  /** A list that somebody locks, and that does so too where text is made of it. */
  private static final class Noting extends ArrayList<Integer> {
    private static final long serialVersionUID = 1;

    @Override
    public String toString() {
      synchronized (this) {
        return super.toString();
      }
    }
  }

  public static void main(String[] args) {
    texts();
    within();
    identities();
    records();
    references();
  }

  private static void texts() {
    Turns.inTurn(() -> asObjectRacy.add(1), () -> asObjectRacy.toString().isEmpty());
    Turns.inTurn(() -> ((Collection<?>) anyRacy).clear(), () -> anyRacy.toString().isEmpty());
    Turns.inTurn(() -> joinedRacy.append(1), () -> look("a" + joinedRacy));
    Object any = joinedAnyRacy;
    Turns.inTurn(() -> ((StringBuilder) joinedAnyRacy).append(1), () -> look("a" + any));
    Turns.inTurn(
        () -> {
          synchronized (lockedClean) {
            lockedClean.add(1);
          }
        },
        () -> {
          synchronized (lockedClean) {
            look("a" + lockedClean + lockedClean.toString() + String.valueOf(lockedClean));
          }
        });
    Turns.inTurn(() -> {}, () -> look(fill(confinedClean).toString()));
    Iterator<Integer> walk = steppedClean.iterator();
    Turns.inTurn(() -> steppedClean.set(0, 5), () -> look("a" + walk + String.valueOf(walk)));
    Collection<Integer> noting = notingClean;
    Turns.inTurn(
        () -> {
          synchronized (notingClean) {
            notingClean.add(1);
          }
        },
        () -> look("a" + noting + noting.toString()));
    Turns.inTurn(() -> notingRacy.add(1), () -> look(notingRacy.toString()));
  }

  private static List<Integer> fill(List<Integer> list) {
    list.add(1);
    return list;
  }

  private static void within() {
    List<Object> list = new ArrayList<>(List.of(withinRacy, syncWithinClean));
    list.add(list);
    Turns.inTurn(
        () -> {
          withinRacy.add(1);
          syncWithinClean.add(1);
        },
        () -> look(list.toString()));
    Map<String, Object> map = new HashMap<>(Map.of("a", Map.of(), "b", withinMapRacy));
    Turns.inTurn(() -> withinMapRacy.append(1), () -> look("a" + map));
    List<Object> hashed = new ArrayList<>(List.of(withinHashClean, withinQueueClean));
    Turns.inTurn(
        () -> {
          withinHashClean.append(1);
          withinQueueClean.add(1);
        },
        () -> look(Objects.hash(hashed, 1)));
    List<List<Integer>> lists = new ArrayList<>(List.of(withinClean));
    Turns.Body locked =
        () -> {
          synchronized (lists) {
            withinClean.add(1);
            look(lists.toString() + lists.size());
          }
        };
    Turns.inTurn(locked, locked);
    Turns.inTurn(() -> orRacy.set(1), () -> new BitSet().or(orRacy));
    Turns.inTurn(() -> enumeratedRacy.add(1), () -> look(Collections.list(all())));
  }

  private static Enumeration<Integer> all() {
    return Collections.enumeration(enumeratedRacy);
  }

  /** What neither looks into the object nor could. */
  private static void identities() {
    StringBuilder other = new StringBuilder();
    Turns.inTurn(
        () -> identityClean.append(1),
        () -> {
          look(Objects.equals(identityClean, other));
          look(Objects.hash(identityClean, other));
          look(Objects.hashCode(identityClean));
        });
    Turns.inTurn(() -> hashedQueueClean.add(1), () -> look(Objects.hash(hashedQueueClean)));
    Turns.inTurn(() -> sameClean.add(1), () -> look(Objects.equals(sameClean, sameClean)));
    Turns.inTurn(() -> againstNullClean.add(1), () -> look(Objects.equals(null, againstNullClean)));
    Turns.inTurn(() -> againstTextClean.add(1), () -> look(Objects.equals("", againstTextClean)));
    List<Integer> empty = new ArrayList<>();
    Turns.inTurn(() -> comparedRacy.add(1), () -> look(Objects.equals(empty, comparedRacy)));
    Turns.inTurn(() -> hashedRacy.add(1), () -> look(Objects.hash(hashedRacy)));
  }

  private static void records() {
    StringBuilder text = new StringBuilder();
    Shown shown = new Shown(new ArrayList<>(), text, new StringBuilder());
    Turns.inTurn(
        () -> {
          shown.shownRacy.add(1);
          shown.textRacy.append(1);
          ((StringBuilder) shown.otherRacy).append(1);
        },
        () -> look(shown.toString()));
    Hashed hashed = new Hashed(new HashMap<>(), new StringBuilder());
    Turns.inTurn(
        () -> {
          hashed.hashRacy.put(1, 1);
          hashed.identityClean.append(1);
        },
        () -> look(hashed.hashCode()));
    List<Integer> same = new ArrayList<>();
    Equal one = new Equal(new ArrayList<>(), same, 1);
    Equal other = new Equal(List.of(1), same, 1);
    Turns.inTurn(
        () -> {
          one.equalRacy.add(1);
          same.add(1);
        },
        () -> look(one.equals(other)),
        () -> look(one.equals("a") || one.equals(null)));
    Safe safe = new Safe(new ArrayList<>(), "a");
    Safe equal = new Safe(new ArrayList<>(), "a");
    Turns.Body use =
        () -> {
          synchronized (safe) {
            safe.safeClean.add(1);
            look(safe.toString() + safe.hashCode() + safe.equals(equal));
          }
        };
    Turns.inTurn(use, use);
  }

  private static void references() {
    Supplier<String> bound = boundTextRacy::toString;
    Turns.inTurn(() -> boundTextRacy.add(1), () -> look(bound.get()));
    Function<Object, String> unbound = Object::toString;
    Turns.inTurn(() -> unboundTextRacy.add(1), () -> look(unbound.apply(unboundTextRacy)));
    Function<Object, String> valueOf = String::valueOf;
    Turns.inTurn(() -> valueOfRacy.append(1), () -> look(valueOf.apply(valueOfRacy)));
    Function<Collection<Integer>, List<Integer>> copy = ArrayList::new;
    Turns.inTurn(() -> copiedRacy.add(1), () -> look(copy.apply(copiedRacy)));
    Turns.Body locked =
        () -> {
          synchronized (copiedClean) {
            copiedClean.add(copy.apply(copiedClean).size());
          }
        };
    Turns.inTurn(locked, locked);
    Turns.inTurn(() -> parallelRacy.add(1), () -> look(parallelRacy.parallelStream().count()));
  }

  private static void look(Object o) {
    Objects.requireNonNull(o);
  }
}
