package io.conccheck.findings.card;

/**
 * Marks a class that has a card beside it: {@code WaitOutsideLoop.md} beside {@code
 * WaitOutsideLoop.java}. Each such class is registered as a service of this type at build time, so
 * that {@link CardCatalog} can list the cards without loading a class.
 */
public interface Carded {}
