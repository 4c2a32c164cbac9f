package io.conccheck.agent.weave;

import io.conccheck.agent.spi.AgentContext;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The hooks of all models in the form in which the agent jar carries them: the strings, each once,
 * then the rows. The build makes it from the models' annotations ({@link HookIndexer}); reading
 * those when the agent starts would cost every watched program more than all hooks of its own.
 */
final class HookIndex {

  static final int HOOK = 1;
  static final int REPLACEMENT = 2;
  static final int END = 0;

  static final int EXIT = 1;
  static final int ON_THROW = 2;
  static final int REPLACE_RESULT = 4;
  static final int AFTER_CALL = 8;

  private final DataInputStream in;
  private final String[] strings;
  private final AgentContext context;
  private final HookTable table;

  private HookIndex(DataInputStream in, HookTable table, AgentContext context) throws IOException {
    this.in = in;
    this.table = table;
    this.context = context;
    this.strings = new String[in.readUnsignedShort()];
    for (int i = 0; i < strings.length; i++) {
      strings[i] = in.readUTF();
    }
  }

  /** Adds to the table the hooks that one of the running detectors needs. */
  static void read(InputStream from, HookTable table, AgentContext context) throws IOException {
    new HookIndex(new DataInputStream(new BufferedInputStream(from, 1 << 16)), table, context)
        .rows();
  }

  private void rows() throws IOException {
    for (int kind = in.readByte(); kind != END; kind = in.readByte()) {
      boolean on = on();
      String type = string();
      String method = string();
      if (kind == REPLACEMENT) {
        HookTable.Replacement r = new HookTable.Replacement(string(), string(), string());
        if (on) {
          table.addReplacement(type, method, r);
        }
      } else {
        Hook hook = hook();
        if (on) {
          table.addHook(type, method, hook);
        }
      }
    }
  }

  private boolean on() throws IOException {
    int detectors = in.readUnsignedByte();
    boolean on = detectors == 0;
    for (int i = 0; i < detectors; i++) {
      on |= context.on(string());
    }
    return on;
  }

  private Hook hook() throws IOException {
    String owner = string();
    String name = string();
    String desc = string();
    int flags = in.readUnsignedByte();
    int replaceArg = in.readByte();
    String call = string();
    List<Hook.Parameter> parameters = new ArrayList<>();
    for (int n = in.readUnsignedByte(); n > 0; n--) {
      Hook.Kind kind = Hook.KINDS[in.readUnsignedByte()];
      parameters.add(new Hook.Parameter(kind, in.readUnsignedByte()));
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

  private String string() throws IOException {
    return strings[in.readUnsignedShort()];
  }
}
