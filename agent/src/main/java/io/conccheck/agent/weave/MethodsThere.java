package io.conccheck.agent.weave;

import java.util.ArrayList;
import java.util.List;

/**
 * Static methods that a class has had since it was loaded. The JVM lets a redefinition neither add
 * nor remove one, so what was woven in then must be there again, and nothing else.
 */
public interface MethodsThere {

  /** True if the class declares that static method, synthetic ones too. */
  boolean has(String name, String desc);

  /** The names of the class's bridges, for static fields or for those of objects. */
  default List<String> bridges(boolean isStatic) {
    List<String> names = new ArrayList<>();
    for (int i = 0; ; i++) {
      String name = Bridges.name(i);
      if (has(name, Bridges.desc(isStatic))) {
        names.add(name);
      } else if (!has(name, Bridges.desc(!isStatic))) {
        return names;
      }
    }
  }
}
