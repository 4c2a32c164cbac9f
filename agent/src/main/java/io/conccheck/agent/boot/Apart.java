package io.conccheck.agent.boot;

/**
 * A type of parameters of woven methods that are best left where they are: HotSpot inlines no
 * method whose signature names a class that the method's loader has never been asked for; the
 * argument is always null. Who asks a class for all its methods asks for this one as well, so that
 * the JIT is told in another way too ({@code install.OwnCodeJit}). Annotations would say it better,
 * but are honoured in the boot loader alone. Where neither helps nothing is lost but speed.
 */
public final class Apart {
  private Apart() {}
}
