package io.conccheck.agent.weave;

/** What must be known of a method before it is woven. */
final class MethodShape {
  int maxLocals;
  int firstLine; // 0 if the class file has no lines
  boolean touchesFields;
  boolean touchesArrays;
  boolean callsUnits;
  boolean touchesMonitors;
  boolean callsLocks;
  boolean overwritesThis;
}
