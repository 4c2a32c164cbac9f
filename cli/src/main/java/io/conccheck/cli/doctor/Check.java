package io.conccheck.cli.doctor;

import java.util.List;

/** One thing that can be wrong with a machine. Registered as a service; {@link #order} sorts. */
public interface Check {

  /** Where it stands in the list; checks with a lower number come first. */
  int order();

  /** Looks, and says what it saw: one line or several. Never throws for what it finds wrong. */
  List<Result> look();
}
