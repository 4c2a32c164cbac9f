package io.conccheck.agent.weave;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects hooks and writes them as a {@link HookIndex}. Part of the build. */
final class HookIndexWriter {

  private final Map<String, Integer> strings = new LinkedHashMap<>();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream rows = new DataOutputStream(bytes);

  void hook(List<?> detectors, String type, String method, Hook hook) {
    try {
      begin(HookIndex.HOOK, detectors, type, method);
      string(hook.owner());
      string(hook.name());
      string(hook.desc());
      rows.writeByte(
          (hook.exit() ? HookIndex.EXIT : 0)
              | (hook.onThrow() ? HookIndex.ON_THROW : 0)
              | (hook.replaceResult() ? HookIndex.REPLACE_RESULT : 0)
              | (hook.afterCall() ? HookIndex.AFTER_CALL : 0));
      rows.writeByte(hook.replaceArg());
      string(hook.call() == null ? "" : hook.call());
      rows.writeByte(hook.parameters().size());
      for (Hook.Parameter p : hook.parameters()) {
        rows.writeByte(p.kind().ordinal());
        rows.writeByte(p.arg());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void replacement(List<?> detectors, String owner, String method, HookTable.Replacement r) {
    try {
      begin(HookIndex.REPLACEMENT, detectors, owner, method);
      string(r.owner());
      string(r.name());
      string(r.desc());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void begin(int kind, List<?> detectors, String type, String method) throws IOException {
    rows.writeByte(kind);
    rows.writeByte(detectors.size());
    for (Object d : detectors) {
      string((String) d);
    }
    string(type);
    string(method);
  }

  private void string(String s) throws IOException {
    Integer known = strings.putIfAbsent(s, strings.size());
    rows.writeShort(known == null ? strings.size() - 1 : known);
  }

  /** Writes everything collected. */
  void writeTo(OutputStream to) throws IOException {
    DataOutputStream out = new DataOutputStream(to);
    out.writeShort(strings.size());
    for (String s : strings.keySet()) {
      out.writeUTF(s);
    }
    bytes.writeTo(out);
    out.writeByte(HookIndex.END);
    out.flush();
  }
}
