package io.conccheck.agent.weave;

import java.util.List;
import net.bytebuddy.jar.asm.Type;

/**
 * A hook of a model: a static method of the boot part that is called when a method begins or ends.
 *
 * @param owner internal name of the model
 * @param name the hook's name
 * @param desc the hook's descriptor
 * @param exit called at the end, not at the beginning
 * @param onThrow called also when the method throws
 * @param replaceResult its result becomes the method's
 * @param replaceArg number of the argument that its result takes the place of, or -1
 * @param call {@code name(desc)ret} of the call inside the method before which it is called, {@link
 *     #FIELD} and the name of the field after whose reading it is called, or null
 * @param afterCall called after that call, not before
 * @param parameters what each of its parameters takes
 */
record Hook(
    String owner,
    String name,
    String desc,
    boolean exit,
    boolean onThrow,
    boolean replaceResult,
    int replaceArg,
    String call,
    boolean afterCall,
    List<Parameter> parameters) {

  static final Kind[] KINDS = Kind.values();

  static final String FIELD = ".";

  /** What a parameter takes; {@code arg} is the argument's number for {@link Kind#ARG}. */
  record Parameter(Kind kind, int arg) {}

  enum Kind {
    THIS,
    ARG,
    RETURNED,
    THROWN,
    ENTERED
  }

  Type result() {
    return Type.getReturnType(desc);
  }

  boolean takes(Kind kind) {
    for (Parameter p : parameters) {
      if (p.kind() == kind) {
        return true;
      }
    }
    return false;
  }
}
