package io.conccheck.cli.samples;

/** Counts what the samples' tests did. Used by the test thread alone. */
final class Tally {
  private int samples;
  private int wanted;
  private int later;
  private int wrong;
  private int runs;

  void add(int wants, int laters, int complaints, int programRuns) {
    samples++;
    wanted += wants;
    later += laters;
    wrong += complaints > 0 ? 1 : 0;
    runs += programRuns;
  }

  @Override
  public String toString() {
    return samples
        + " judged in "
        + runs
        + " runs, "
        + wanted
        + " findings wanted, "
        + later
        + " left for later, "
        + wrong
        + " samples not as marked";
  }
}
