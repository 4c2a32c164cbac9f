package io.conccheck.agent.boot;

import java.lang.ref.WeakReference;

/** What a thread is doing, or has done last, with collections. Owned by the thread. */
public final class CollectionUse {

  /** Identity hash of the concurrent collection that compares its elements now, 0 if none. */
  int comparing;

  /** It looks at one element of a copy-on-write collection, whatever array it gets for that. */
  boolean atOne;

  /** The elements it has compared last; null if none. */
  Object compared;

  Object comparedWith;

  /** The collection whose view or iterator it has used last, and its words; null if none. */
  WeakReference<Object> walked;

  UnitWords walkedWords;

  /** A class that extends a collection calls what it overrides. */
  boolean extending;

  /** Where a view that locks is called: negative for a call that may change it, 0 for none. */
  int viewSite;

  /** What such a view has called that may change; null if nothing. */
  Object viewed;

  int viewedCount;
  int viewedSite;
}
