package io.conccheck.analyzer.types;

/**
 * The method a call means.
 *
 * @param method as declared; of several possible overloads the likeliest
 * @param receiver the type the method was looked up in, with arguments where known
 * @param view the declaring class as a supertype of the receiver
 * @param certain false if unknown argument types left several overloads
 */
public record Target(MethodInfo method, TypeRef receiver, TypeRef view, boolean certain) {

  public String owner() {
    return method.owner();
  }

  public String name() {
    return method.name();
  }

  /** The declared type of the n-th argument's parameter, the last one for varargs. */
  TypeRef paramFor(int n, int arguments) {
    int count = method.params().size();
    if (method.isVarargs() && n >= count - 1) {
      TypeRef last = method.params().get(count - 1);
      return arguments == count ? last : last.element();
    }
    return n < count ? method.params().get(n) : TypeRef.UNKNOWN;
  }
}
