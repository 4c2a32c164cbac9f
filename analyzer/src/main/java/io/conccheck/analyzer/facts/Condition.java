package io.conccheck.analyzer.facts;

import io.conccheck.analyzer.types.ClassIndex;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.analyzer.types.Flags;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What must hold in the whole program for a finding of one file to stand. Data, so that it can be
 * kept for another scan: records of strings, numbers, enums, lists, sets and records of these.
 */
public sealed interface Condition extends Predicate<Program> {

  /** Holds always. */
  Condition ALWAYS = new Always();

  /** The body of that key is known to run on other threads than its caller's. */
  static Condition runsInTask(String body) {
    return new RunsOn(body, Set.of(EntryKind.values()));
  }

  /** See {@link #ALWAYS}. */
  record Always() implements Condition {
    @Override
    public boolean test(Program program) {
      return true;
    }
  }

  /**
   * No lock is held whenever a body begins.
   *
   * @param body its key
   */
  record NoLockAtEntry(String body) implements Condition {
    @Override
    public boolean test(Program program) {
      return program.locksAtEntry().of(body).isEmpty();
    }
  }

  /**
   * A body is not called only by code that has awaited the tasks it started.
   *
   * @param body its key
   */
  record MayMeetTasks(String body) implements Condition {
    @Override
    public boolean test(Program program) {
      Body known = program.bodies().get(body);
      return known == null || !AfterTasks.isOnlyThen(known, program);
    }
  }

  /**
   * No scanned code starts a body as a task, or calls it from one.
   *
   * @param body its key
   */
  record StartedNowhere(String body) implements Condition {
    @Override
    public boolean test(Program program) {
      return program.entries().of(body).isEmpty();
    }
  }

  /**
   * A body runs on threads of one of those kinds.
   *
   * @param body its key
   * @param kinds any of them will do
   */
  record RunsOn(String body, Set<EntryKind> kinds) implements Condition {
    @Override
    public boolean test(Program program) {
      return program.entries().of(body).stream().anyMatch(kinds::contains);
    }
  }

  /**
   * No class outside a file can reach fields of it.
   *
   * @param fields none of them private
   * @param here binary names of the file's top-level classes
   */
  record OutOfReach(List<FieldInfo> fields, List<String> here) implements Condition {
    @Override
    public boolean test(Program program) {
      return fields.stream().noneMatch(f -> reached(f, program.classes()));
    }

    private boolean reached(FieldInfo field, ClassIndex classes) {
      ClassInfo owner = classes.find(field.owner());
      boolean everybody = owner == null || (field.flags() & (Flags.PUBLIC | Flags.PROTECTED)) != 0;
      String home = packageOf(field.owner());
      return classes.scanned().stream()
          .map(ClassInfo::name)
          .filter(name -> everybody || packageOf(name).equals(home))
          .anyMatch(name -> !here.contains(outermost(name)));
    }

    private static String outermost(String binaryName) {
      int dollar = binaryName.indexOf('$');
      return dollar < 0 ? binaryName : binaryName.substring(0, dollar);
    }

    private static String packageOf(String binaryName) {
      int dot = binaryName.lastIndexOf('.');
      return dot < 0 ? "" : binaryName.substring(0, dot);
    }
  }
}
