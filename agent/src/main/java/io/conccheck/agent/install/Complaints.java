package io.conccheck.agent.install;

import io.conccheck.agent.out.Stderr;

/** Tells the user, one line each, what in the options is wrong. */
class Complaints {

  void accept(String complaint) {
    Stderr.print("conccheck: " + complaint + "\n");
  }
}
