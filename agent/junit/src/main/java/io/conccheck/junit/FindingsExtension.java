package io.conccheck.junit;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Compares what the agent has found before a test with what it has found after it. */
final class FindingsExtension implements BeforeEachCallback, AfterEachCallback {

  private static final ExtensionContext.Namespace OURS =
      ExtensionContext.Namespace.create(FindingsExtension.class);

  private static final Parallel PARALLEL = new Parallel();

  /** How much was found when the test began. */
  private record Before(int count, long entered) {}

  @Override
  public void beforeEach(ExtensionContext context) {
    if (!AgentLink.agentRuns()) {
      Parallel.standDown("no agent runs in this JVM, so tests cannot fail by what it finds");
    }
    Before before = new Before(AgentLink.findings().size(), PARALLEL.enter());
    context.getStore(OURS).put(context.getUniqueId(), before);
  }

  @Override
  public void afterEach(ExtensionContext context) throws InterruptedException {
    Before before = context.getStore(OURS).remove(context.getUniqueId(), Before.class);
    NoConcurrencyFindings wanted = wanted(context);
    if (AgentLink.agentRuns()) {
      Thread.sleep(wanted.lingerMillis());
    }
    Globs allowed = new Globs(wanted.allowRules());
    List<String> found = new ArrayList<>();
    List<String> all = AgentLink.findings();
    for (String finding : all.subList(Math.min(before.count(), all.size()), all.size())) {
      if (!allowed.test(finding.substring(0, finding.indexOf(':')))) {
        found.add(finding);
      }
    }
    if (PARALLEL.leave(before.entered()) && !found.isEmpty()) {
      throw new AssertionError("found during the test:\n  " + String.join("\n  ", found));
    }
  }

  /** The method's own annotation, or that of its class or of one around it. */
  private static NoConcurrencyFindings wanted(ExtensionContext context) {
    for (ExtensionContext c = context; ; c = c.getParent().orElseThrow()) {
      NoConcurrencyFindings found =
          AnnotationSupport.findAnnotation(c.getElement(), NoConcurrencyFindings.class)
              .orElse(null);
      if (found != null) {
        return found;
      }
    }
  }
}
