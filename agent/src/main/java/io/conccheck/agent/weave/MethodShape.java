package io.conccheck.agent.weave;

/** What must be known of a method before it is woven. */
final class MethodShape {
  int maxLocals;
  boolean touchesFields;
  boolean touchesArrays;
  boolean callsUnits;
  boolean touchesMonitors;
  boolean overwritesThis;
}
