package io.conccheck.analyzer.types;

/** What all files of a scan share about types. Safe for use by several threads. */
public final class TypeWorld {

  private final ClassIndex index;
  private final Supertypes supertypes;
  private final Members members;
  private final Functional functional;
  private final Assignability assignability;

  public TypeWorld(ClassIndex index) {
    this.index = index;
    this.supertypes = new Supertypes(index);
    this.members = new Members(index, supertypes);
    this.functional = new Functional(index, supertypes);
    this.assignability = new Assignability(index);
  }

  public ClassIndex index() {
    return index;
  }

  public Members members() {
    return members;
  }

  Supertypes supertypes() {
    return supertypes;
  }

  Functional functional() {
    return functional;
  }

  Assignability assignability() {
    return assignability;
  }
}
