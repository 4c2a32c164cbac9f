package io.conccheck.agent.boot;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.bytebuddy.jar.asm.ClassReader;

/** The constant pool of a class file (JVMS 17, 4.4): what a class can ever refer to. */
final class ConstantPool {

  private static final int CLASS = 7;
  private static final int NAME_AND_TYPE = 12;
  private static final int METHOD_TYPE = 16;
  private static final int DYNAMIC = 17;
  private static final int INVOKE_DYNAMIC = 18;
  private static final Pattern TYPE = Pattern.compile("L([^;<]+)[;<]");

  private final ClassReader reader;
  private final char[] buffer;

  ConstantPool(ClassReader reader) {
    this.reader = reader;
    this.buffer = new char[reader.getMaxStringLength()];
  }

  /** Internal names of all classes named as such or in a descriptor; of arrays their elements. */
  Set<String> classes() {
    Set<String> names = new TreeSet<>();
    each(
        (tag, at) -> {
          if (tag == CLASS) {
            String name = reader.readUTF8(at, buffer);
            if (name.startsWith("[")) {
              descriptor(name, names);
            } else {
              names.add(name);
            }
          } else if (tag == NAME_AND_TYPE) {
            descriptor(reader.readUTF8(at + 2, buffer), names);
          } else if (tag == METHOD_TYPE) {
            descriptor(reader.readUTF8(at, buffer), names);
          }
        });
    return names;
  }

  /** True if something is linked by a bootstrap method. */
  boolean hasDynamic() {
    boolean[] found = {false};
    each((tag, at) -> found[0] |= tag == DYNAMIC || tag == INVOKE_DYNAMIC);
    return found[0];
  }

  private static void descriptor(String descriptor, Set<String> names) {
    Matcher m = TYPE.matcher(descriptor);
    while (m.find()) {
      names.add(m.group(1));
    }
  }

  private interface Item {
    void at(int tag, int offset);
  }

  private void each(Item item) {
    for (int i = 1; i < reader.getItemCount(); i++) {
      int at = reader.getItem(i);
      if (at != 0) { // the second half of a long or double has no entry
        item.at(reader.readByte(at - 1), at);
      }
    }
  }
}
