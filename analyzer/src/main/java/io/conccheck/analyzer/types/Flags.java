package io.conccheck.analyzer.types;

/** Access flags, as in class files (JVMS 4.1, 4.5, 4.6). */
public final class Flags {
  public static final int PUBLIC = 0x1;
  public static final int PRIVATE = 0x2;
  public static final int PROTECTED = 0x4;
  public static final int STATIC = 0x8;
  public static final int FINAL = 0x10;
  public static final int SYNCHRONIZED = 0x20;
  public static final int VOLATILE = 0x40;
  public static final int VARARGS = 0x80;
  public static final int TRANSIENT = 0x80;
  public static final int NATIVE = 0x100;
  public static final int INTERFACE = 0x200;
  public static final int ABSTRACT = 0x400;
  public static final int SYNTHETIC = 0x1000;
  public static final int ANNOTATION = 0x2000;
  public static final int ENUM = 0x4000;

  /** Not a class-file flag: an interface method with a body. */
  public static final int DEFAULT = 0x10000;

  /** Not a class-file flag: a record class. */
  public static final int RECORD = 0x20000;

  private Flags() {}
}
