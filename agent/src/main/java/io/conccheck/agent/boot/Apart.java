package io.conccheck.agent.boot;

/**
 * A type of parameters of woven methods that are best left where they are: HotSpot inlines no
 * method whose signature names a class that the method's loader has never been asked for, and
 * nobody asks for this one; the argument is always null. Annotations would say it better, but are
 * honoured in the boot loader alone. Where it does not help nothing is lost but speed.
 */
public final class Apart {
  private Apart() {}
}
