package io.conccheck.cli.pipeline;

/**
 * What was seen of the locks of one name, in all JVMs of a report. But for the acquisitions the
 * figures are estimated from samples.
 *
 * @param lock the field the lock lives in, or its class
 * @param acquisitions how often it was taken, without taking it again while it is held
 * @param contended how many of them had to wait
 * @param waitedMillis how long all threads waited for it together
 * @param heldMillis how long it was held
 */
public record LockRow(
    String lock, long acquisitions, long contended, long waitedMillis, long heldMillis) {

  LockRow plus(LockRow o) {
    return new LockRow(
        lock,
        acquisitions + o.acquisitions,
        contended + o.contended,
        waitedMillis + o.waitedMillis,
        heldMillis + o.heldMillis);
  }
}
