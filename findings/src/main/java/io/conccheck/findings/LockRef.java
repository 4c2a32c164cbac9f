package io.conccheck.findings;

/**
 * A lock as a report names it.
 *
 * @param kind {@code monitor}, {@code lock}, {@code read-lock}, {@code write-lock}, {@code
 *     semaphore} ...
 * @param owner readable name of the lock in this run, may hold an instance number ({@code
 *     com.acme.Account@1f.lock}); never part of a fingerprint
 * @param symbol name that is the same in every run: the field or class where the lock lives
 * @param site where it was acquired, or null if unknown
 */
public record LockRef(String kind, String owner, String symbol, Frame site) {}
