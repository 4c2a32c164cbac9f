package io.conccheck.agent.weave;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.Opcodes;

/** What must be known of a method before it is woven. */
final class MethodShape {
  boolean plain; // nothing is woven into it
  boolean brief; // holds its monitor for a moment and asks for no lock meanwhile
  int ownLocals;
  int maxLocals; // with what is woven in before the method weaver comes to it
  int firstLine; // 0 if the class file has no lines
  boolean touchesFields;
  boolean touchesArrays;
  boolean makesArrays;
  boolean repeats; // names some field more than once
  boolean callsUnits;
  boolean callsChecked; // has calls around which the thread's state is told at once
  boolean touchesMonitors;
  boolean callsLocks;
  boolean loops; // jumps back
  BitSet looks; // lines of loops that only look: who goes round there must be known; null if none
  boolean overwritesThis;
  boolean writesFields;
  boolean writesHandles; // by calls of variable handles
  Set<Integer> probeLocals = Set.of(); // arrays of coverage tools: no program's
  boolean updatesField; // reads and writes one and the same
  final Map<Integer, String> arguments = new HashMap<>(); // their names by local, as far as known
  String cache; // the field that it does nothing with but keep what it computes, or null
  Set<String> fenced = Set.of(); // line and name of accesses of fields with a fence beside them
  boolean callsOwn; // a method of its class
  Set<String> called = new HashSet<>(); // other classes that have a method it calls
  Set<String> calledAgain = new HashSet<>(); // those that it calls more than once
  boolean looksOrActs; // calls something that looks at something, or acts on it
  boolean updates; // may look at something and act on what it saw

  /** The method calls one of that class. */
  void called(int opcode, String type, String owner, String method) {
    if (method.charAt(0) == '<' || owner.charAt(0) == '[' || owner.startsWith("java/")) {
      return;
    }
    if (owner.equals(type)) {
      callsOwn = true;
    } else if (opcode != Opcodes.INVOKEINTERFACE && !called.add(owner)) {
      calledAgain.add(owner);
    }
  }
}
