package io.conccheck.junit;

import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Compares what lives before a test with what lives after it. */
final class LeakExtension implements BeforeEachCallback, AfterEachCallback {

  private static final ExtensionContext.Namespace OURS =
      ExtensionContext.Namespace.create(LeakExtension.class);

  private static final Parallel PARALLEL = new Parallel();

  /** What was there when the test began. */
  private record Before(Alive alive, long entered) {}

  @Override
  public void beforeEach(ExtensionContext context) {
    context.getStore(OURS).put(context.getUniqueId(), new Before(Alive.now(), PARALLEL.enter()));
  }

  @Override
  public void afterEach(ExtensionContext context) throws InterruptedException {
    Before before = context.getStore(OURS).remove(context.getUniqueId(), Before.class);
    NoLeaks wanted = wanted(context);
    Alive alive = before.alive();
    List<String> left =
        Alive.since(
            alive,
            wanted.lingerMillis(),
            new Globs(wanted.allowThreads()),
            new Globs(wanted.allowProcesses()));
    if (PARALLEL.leave(before.entered()) && !left.isEmpty()) {
      throw new AssertionError("the test left behind:\n  " + String.join("\n  ", left));
    }
  }

  /** The method's own annotation, or that of its class or of one around it. */
  private static NoLeaks wanted(ExtensionContext context) {
    for (ExtensionContext c = context; ; c = c.getParent().orElseThrow()) {
      NoLeaks found = AnnotationSupport.findAnnotation(c.getElement(), NoLeaks.class).orElse(null);
      if (found != null) {
        return found;
      }
    }
  }
}
