package io.conccheck.agent.detect.deadlock.hang;

import io.conccheck.agent.weave.pairs.Rounds;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;

/** Class files of loaded classes, as they were before anything was woven. */
final class ClassFiles implements Rounds.Files {

  private final Instrumentation instrumentation;

  ClassFiles(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  @Override
  public byte[] of(String type) {
    String name = type.replace('/', '.');
    for (Class<?> c : instrumentation.getAllLoadedClasses()) {
      if (c.getName().equals(name)) {
        return of(c);
      }
    }
    return null;
  }

  /** The class file of that class, or null if there is none to be had. */
  static byte[] of(Class<?> c) {
    String name = c.getName();
    String file = name.substring(name.lastIndexOf('.') + 1) + ".class";
    try (InputStream in = c.getResourceAsStream(file)) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException e) {
      return null;
    }
  }
}
