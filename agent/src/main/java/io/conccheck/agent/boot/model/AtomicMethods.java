package io.conccheck.agent.boot.model;

/** The methods that the atomics, their arrays and the field updaters share, for hooks. */
final class AtomicMethods {

  /** Writes that look at nothing, ordered. */
  static final String SET = "set|lazySet|setRelease";

  /** Writes that look at nothing and order nothing. */
  static final String SET_UNORDERED = "setPlain|setOpaque";

  /** Writes that may fail and release nothing. */
  static final String SWAP_UNORDERED =
      "weakCompareAndSet|weakCompareAndSetPlain|weakCompareAndSetAcquire"
          + "|compareAndExchangeAcquire";

  /** Writes that may fail, with less than the effect of volatiles. */
  static final String SWAP_WEAK =
      "weakCompareAndSet|weakCompareAndSetPlain|weakCompareAndSetAcquire"
          + "|weakCompareAndSetRelease";

  /**
   * Writes that may fail and tell what was there. One that failed counts as one that wrote the same
   * again.
   */
  static final String EXCHANGE =
      "compareAndExchange|compareAndExchangeAcquire|compareAndExchangeRelease";

  /** Reads that order nothing. */
  static final String READ_UNORDERED = "getPlain|getOpaque";

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
