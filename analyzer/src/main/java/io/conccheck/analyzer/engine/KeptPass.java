package io.conccheck.analyzer.engine;

import io.conccheck.analyzer.source.Generated;
import io.conccheck.analyzer.source.SourceFile;
import io.conccheck.analyzer.types.Declared;
import io.conccheck.analyzer.types.Recorder;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Looks at files, or takes over what an earlier scan has kept of them. What is kept of a file holds
 * if its content is the same and every name that was looked up for it, found or not, stands for the
 * same declarations as then (see {@link Needs}). Safe for use by several threads.
 */
final class KeptPass {

  /**
   * A file before it is looked at.
   *
   * @param key of its content; null without a cache
   * @param kept what is known of it, or null
   * @param declared its classes
   * @param digest of {@code declared}
   */
  record Start(byte[] key, ScanCache.Kept kept, byte[] bytes, Declared declared, long digest) {

    static Start of(Declared declared) {
      return new Start(null, null, null, declared, 0);
    }
  }

  private final FilePass pass;
  private final ScanCache cache;
  private final RecordCodec codec = new RecordCodec();
  private final AtomicInteger reused = new AtomicInteger();
  private List<String> names = List.of(); // set before the files are looked at

  /**
   * A pass over files.
   *
   * @param cache null to keep nothing
   */
  KeptPass(FilePass pass, ScanCache cache) {
    this.pass = pass;
    this.cache = cache;
  }

  /** What a file declares, read from it or kept. */
  Start begin(SourceFile file) {
    byte[] key = cache == null ? null : key(file);
    if (key == null) {
      return Start.of(pass.declarations(file));
    }
    ScanCache.Kept kept = cache.find(key);
    if (kept != null) {
      try {
        Declared declared = codec.read(kept.declared(), Declared.class, null);
        return new Start(key, kept, kept.declared(), declared, kept.digest());
      } catch (IllegalArgumentException e) {
        kept = null; // as if nothing had been kept
      }
    }
    Declared declared = pass.declarations(file);
    byte[] bytes = codec.write(declared, null);
    return new Start(key, null, bytes, declared, ContentDigest.number(bytes));
  }

  private static byte[] key(SourceFile file) {
    try {
      boolean test = TestSources.isTest(file.path());
      boolean generated = Generated.isPath(file.path());
      byte[] place = {(byte) (test ? 1 : 0), (byte) (generated ? 1 : 0)};
      return ContentDigest.of(file.reader().read(), place);
    } catch (IOException e) {
      return null; // looking at it tells why
    }
  }

  /** To be called once, when all files have begun. */
  void allBegun() {
    names = cache == null ? List.of() : cache.names();
  }

  FilePass.Outcome scan(SourceFile file, Start start, Layers.Layer layer) {
    Needs needs = start.kept == null ? null : start.kept.needs().ifMet(layer, names::get);
    if (needs != null) {
      try {
        FilePass.Outcome known =
            codec.read(start.kept.outcome(), StoredOutcome.class, file.path()).outcome(file.path());
        cache.keep(start.key, start.kept.with(needs));
        reused.incrementAndGet();
        return known;
      } catch (IllegalArgumentException e) {
        // torn: look at the file again
      }
    }
    if (start.key == null) {
      return pass.scan(file, start.declared, layer.world());
    }
    Recorder.Recorded<FilePass.Outcome> recorded =
        layer
            .world()
            .index()
            .recorder()
            .record(() -> pass.scan(file, start.declared, layer.world()));
    keep(file, start, recorded, layer);
    return recorded.value();
  }

  private void keep(
      SourceFile file,
      Start start,
      Recorder.Recorded<FilePass.Outcome> recorded,
      Layers.Layer layer) {
    StoredOutcome outcome = StoredOutcome.of(recorded.value());
    if (outcome != null) {
      Needs needs = Needs.of(recorded.names(), layer, cache::number);
      byte[] bytes = codec.write(outcome, file.path());
      cache.keep(start.key, new ScanCache.Kept(start.bytes, start.digest, needs, bytes));
    }
  }

  /** How many files were not looked at again. */
  int reused() {
    return reused.get();
  }
}
