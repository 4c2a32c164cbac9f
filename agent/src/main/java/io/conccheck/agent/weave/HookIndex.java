package io.conccheck.agent.weave;

import io.conccheck.agent.spi.AgentContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The hooks of all models in the form in which the agent jar carries them: the strings, each once,
 * then the replacements, then for each class its hooks. The build makes it from the models'
 * annotations ({@link HookIndexWriter}); reading those when the agent starts would cost every
 * watched program more than all hooks of its own. A string is made and a class's hooks are read
 * when they are asked for, because most classes with hooks are never loaded. Safe for use by
 * several threads once it is filled.
 */
final class HookIndex {

  static final int EXIT = 1;
  static final int ON_THROW = 2;
  static final int REPLACE_RESULT = 4;
  static final int AFTER_CALL = 8;

  private final byte[] bytes;
  private final int[] starts; // of the strings; their length comes first
  private final AgentContext context;
  private final Map<String, Integer> types = new HashMap<>(); // to where their hooks begin

  /**
   * Reads what the table must know from the start.
   *
   * @param bytes an index
   * @param context tells which detectors run; hooks of others are left out
   */
  HookIndex(byte[] bytes, Map<String, HookTable.Replacement> replacements, AgentContext context) {
    this.bytes = bytes;
    this.context = context;
    Cursor in = new Cursor(0);
    starts = new int[in.two()];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = in.at;
      in.skip(in.two());
    }
    for (int n = in.two(); n > 0; n--) {
      boolean on = in.on();
      String call = in.string() + "." + in.string();
      HookTable.Replacement r = new HookTable.Replacement(in.string(), in.string(), in.string());
      if (on) {
        replacements.put(call, r);
      }
    }
    for (int n = in.two(); n > 0; n--) {
      boolean on = in.on();
      String type = in.string();
      int length = in.four();
      if (on) {
        types.put(type, in.at);
      }
      in.skip(length);
    }
  }

  /** Internal names of the classes with hooks, not to be changed. */
  Map<String, Integer> types() {
    return types;
  }

  /** The hooks of that class by name, or name and descriptor, of the method. */
  Map<String, List<Hook>> hooks(String type) {
    Map<String, List<Hook>> methods = new HashMap<>();
    Integer start = types.get(type);
    if (start == null) {
      return methods;
    }
    Cursor in = new Cursor(start);
    for (int n = in.two(); n > 0; n--) {
      boolean on = in.on();
      String method = in.string();
      Hook hook = in.hook();
      if (on) {
        List<Hook> all = methods.get(method);
        if (all == null) {
          all = new ArrayList<>();
          methods.put(method, all);
        }
        all.add(hook);
      }
    }
    return methods;
  }

  /** Reads on from one place; used by one thread. */
  private final class Cursor {
    private int at;

    Cursor(int at) {
      this.at = at;
    }

    void skip(int length) {
      at += length;
    }

    int one() {
      return bytes[at++] & 0xFF;
    }

    int two() {
      return one() << 8 | one();
    }

    int four() {
      return two() << 16 | two();
    }

    String string() {
      Cursor text = new Cursor(starts[two()]);
      int length = text.two();
      return new String(bytes, text.at, length, StandardCharsets.ISO_8859_1);
    }

    boolean on() {
      int detectors = one();
      boolean on = detectors == 0;
      for (int i = 0; i < detectors; i++) {
        on |= context.on(string());
      }
      return on;
    }

    Hook hook() {
      String owner = string();
      String name = string();
      String desc = string();
      int flags = one();
      int replaceArg = (byte) one();
      String call = string();
      List<Hook.Parameter> parameters = new ArrayList<>();
      for (int n = one(); n > 0; n--) {
        Hook.Kind kind = Hook.KINDS[one()];
        parameters.add(new Hook.Parameter(kind, one()));
      }
      return new Hook(
          owner,
          name,
          desc,
          (flags & EXIT) != 0,
          (flags & ON_THROW) != 0,
          (flags & REPLACE_RESULT) != 0,
          replaceArg,
          call.isEmpty() ? null : call,
          (flags & AFTER_CALL) != 0,
          parameters);
    }
  }
}
