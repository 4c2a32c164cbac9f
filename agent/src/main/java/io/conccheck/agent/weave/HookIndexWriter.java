package io.conccheck.agent.weave;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Collects hooks and writes them as a {@link HookIndex}. Part of the build. */
final class HookIndexWriter {

  private final Map<String, Integer> strings = new LinkedHashMap<>();
  private final Map<String, OfType> types = new TreeMap<>();
  private final Rows replacements = new Rows();

  /** Rows that are counted. */
  private static class Rows {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    final DataOutputStream out = new DataOutputStream(bytes);
    int count;
  }

  private static final class OfType extends Rows {
    final Set<String> detectors = new TreeSet<>(); // that need one of its hooks
    boolean always; // some hook is needed whatever detectors run
  }

  void hook(List<?> detectors, String type, String method, Hook hook) {
    OfType rows = types.computeIfAbsent(type, t -> new OfType());
    DataOutputStream out = rows.out;
    rows.count++;
    rows.always |= detectors.isEmpty();
    try {
      for (Object d : detectors) {
        rows.detectors.add((String) d);
      }
      detectors(out, detectors);
      string(out, method);
      string(out, hook.owner());
      string(out, hook.name());
      string(out, hook.desc());
      out.writeByte(
          (hook.exit() ? HookIndex.EXIT : 0)
              | (hook.onThrow() ? HookIndex.ON_THROW : 0)
              | (hook.replaceResult() ? HookIndex.REPLACE_RESULT : 0)
              | (hook.afterCall() ? HookIndex.AFTER_CALL : 0));
      out.writeByte(hook.replaceArg());
      string(out, hook.call() == null ? "" : hook.call());
      out.writeByte(hook.parameters().size());
      for (Hook.Parameter p : hook.parameters()) {
        out.writeByte(p.kind().ordinal());
        out.writeByte(p.arg());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void replacement(List<?> detectors, String owner, String method, HookTable.Replacement r) {
    DataOutputStream out = replacements.out;
    replacements.count++;
    try {
      detectors(out, detectors);
      string(out, owner);
      string(out, method);
      string(out, r.owner());
      string(out, r.name());
      string(out, r.desc());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void detectors(DataOutputStream out, Collection<?> detectors) throws IOException {
    out.writeByte(detectors.size());
    for (Object d : detectors) {
      string(out, (String) d);
    }
  }

  private void string(DataOutputStream out, String s) throws IOException {
    Integer known = strings.putIfAbsent(s, strings.size());
    out.writeShort(known == null ? strings.size() - 1 : known);
  }

  /** Writes everything collected. */
  void writeTo(OutputStream to) throws IOException {
    Rows all = new Rows();
    all.out.writeShort(replacements.count);
    replacements.bytes.writeTo(all.out);
    all.out.writeShort(types.size());
    for (Map.Entry<String, OfType> e : types.entrySet()) {
      OfType rows = e.getValue();
      detectors(all.out, rows.always ? Set.of() : rows.detectors);
      string(all.out, e.getKey());
      all.out.writeInt(2 + rows.bytes.size());
      all.out.writeShort(rows.count);
      rows.bytes.writeTo(all.out);
    }
    DataOutputStream out = new DataOutputStream(to);
    out.writeShort(strings.size());
    for (String s : strings.keySet()) {
      byte[] latin = s.getBytes(StandardCharsets.ISO_8859_1);
      out.writeShort(latin.length);
      out.write(latin);
    }
    all.bytes.writeTo(out);
    out.flush();
  }
}
