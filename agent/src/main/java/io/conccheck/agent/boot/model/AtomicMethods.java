package io.conccheck.agent.boot.model;

/** The methods that the atomics, their arrays and the field updaters share, for hooks. */
final class AtomicMethods {

  /** Writes that look at nothing, ordered. */
  static final String SET = "set|lazySet|setRelease";

  /** Writes that look at nothing and order nothing. */
  static final String SET_UNORDERED = "setPlain|setOpaque";

  /** Reads and writes at once. */
  static final String UPDATE =
      "getAndSet|getAndIncrement|getAndDecrement|getAndAdd"
          + "|incrementAndGet|decrementAndGet|addAndGet";

  /** Reads and writes with a function of the program; made of the other ones. */
  static final String UPDATE_BY = "getAndUpdate|updateAndGet|getAndAccumulate|accumulateAndGet";

  /** Writes that may fail, with the effect of volatiles either way. */
  static final String SWAP = "compareAndSet|weakCompareAndSetVolatile";

  /** Only reads, whatever the method may do otherwise. */
  static final String READ = "get|getAcquire|weakCompareAndSetAcquire|compareAndExchangeAcquire";

  private AtomicMethods() {}
}
