package io.conccheck.agent.detect.deadlock;

import io.conccheck.agent.spi.Frames;
import io.conccheck.agent.state.Tables;
import io.conccheck.findings.Frame;
import java.util.ArrayList;
import java.util.List;

/** The stacks of one request: where the thread asks, and where it had taken what it holds. */
final class EdgeStacks {

  private final Request request;
  private final List<Frame> asking;

  EdgeStacks(Request request) {
    this.request = request;
    this.asking = Frames.of(request.stack());
  }

  /** Where the thread asks. The top line is the site's where one is known. */
  List<Frame> asking() {
    if (request.site() == 0 || asking.isEmpty()) {
      return asking;
    }
    Frame site = Tables.SITES.at(request.site()).frame();
    return site.line() > 0 && asking.get(0).symbol().equals(site.symbol())
        ? withTop(site, 0)
        : asking;
  }

  /**
   * Where it took the i-th lock. A method that took a monitor has not returned, so its frame is
   * still on the stack of the request, deeper down; that stack from there on, with the line of the
   * acquisition, is the stack at that time. A method that took another lock may have returned: then
   * the place alone is known.
   */
  List<Frame> taking(int i) {
    if (request.sites()[i] == 0) {
      return List.of();
    }
    Frame site = Tables.SITES.at(request.sites()[i]).frame();
    int skip = 0;
    for (int k = i + 1; k < request.sites().length; k++) {
      Frame later = Tables.SITES.at(request.sites()[k]).frame();
      if (later.symbol().equals(site.symbol()) && later.line() == site.line()) {
        skip++; // the same place once more: a recursion, whose inner frames are the later locks'
      }
    }
    for (int f = 0; f < asking.size(); f++) {
      if (asking.get(f).symbol().equals(site.symbol()) && skip-- == 0) {
        return withTop(site.line() > 0 ? site : asking.get(f), f);
      }
    }
    return List.of(site);
  }

  private List<Frame> withTop(Frame top, int from) {
    List<Frame> frames = new ArrayList<>(asking.subList(from, asking.size()));
    frames.set(0, top);
    return frames;
  }

  /** True if the request was made while an object of that class, or the class, was made. */
  boolean isUnderConstruction(String className) {
    for (Frame f : asking) {
      if (f.className().equals(className)
          && (f.method().equals("<init>") || f.method().equals("<clinit>"))) {
        return true;
      }
    }
    return false;
  }
}
