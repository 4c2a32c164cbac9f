package io.conccheck.analyzer.engine;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;

/**
 * What an earlier scan has kept of its files, by their content. It names no place, so the folder
 * may be carried to another machine. Whatever is torn, or of another build, class path or choice of
 * rules, counts as nothing kept. Safe for use by several threads.
 */
final class ScanCache {

  /**
   * What is kept of a file.
   *
   * @param declared its classes
   * @param digest of these
   * @param needs what its outcome depends on
   * @param outcome see {@link StoredOutcome}
   */
  record Kept(byte[] declared, long digest, Needs needs, byte[] outcome) {

    Kept with(Needs same) {
      return same == needs ? this : new Kept(declared, digest, same, outcome);
    }
  }

  private static final int MAGIC = 0xC0CC0003;
  private static final int KEY_BYTES = ContentDigest.BYTES;

  private final Path file;
  private final byte[] environment;
  private final Map<String, Kept> old = new ConcurrentHashMap<>(); // not changed after opening
  private final ConcurrentMap<String, Kept> now = new ConcurrentHashMap<>();
  private final List<String> names = new ArrayList<>(); // guarded by this
  private final Map<String, Integer> numbers = new HashMap<>(); // guarded by this

  private ScanCache(Path file, byte[] environment) {
    this.file = file;
    this.environment = environment;
  }

  /** Opens what a folder keeps for that environment; begins anew if that is nothing. */
  static ScanCache open(Path folder, byte[] environment) {
    ScanCache cache = new ScanCache(folder.resolve("scan.conccheck-cache"), environment);
    try {
      cache.load(Files.readAllBytes(cache.file));
    } catch (IOException | RuntimeException e) {
      cache.forget(); // torn or not there: the same as nothing kept
    }
    return cache;
  }

  private synchronized void forget() {
    old.clear();
    names.clear();
    numbers.clear();
  }

  private synchronized void load(byte[] bytes) {
    CRC32 sum = new CRC32();
    sum.update(bytes, 0, bytes.length - Long.BYTES);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    boolean whole = in.getLong(bytes.length - Long.BYTES) == sum.getValue();
    if (!whole || in.getInt() != MAGIC || !Arrays.equals(environment, take(in))) {
      return;
    }
    for (int n = in.getInt(); n > 0; n--) {
      number(new String(take(in), StandardCharsets.UTF_8));
    }
    for (int n = in.getInt(); n > 0; n--) {
      byte[] key = new byte[KEY_BYTES];
      in.get(key);
      byte[] declared = take(in);
      long digest = in.getLong();
      Needs needs = new Needs(take(in), in.getLong(), take(in), in.getLong());
      old.put(text(key), new Kept(declared, digest, needs, take(in)));
    }
  }

  private static byte[] take(ByteBuffer in) {
    byte[] bytes = new byte[in.getInt()];
    in.get(bytes);
    return bytes;
  }

  private static String text(byte[] key) {
    return new String(key, StandardCharsets.ISO_8859_1);
  }

  /** What is kept of a file with that key, or null. */
  Kept find(byte[] key) {
    return old.get(text(key));
  }

  /** Keeps something for the next scan. */
  void keep(byte[] key, Kept kept) {
    now.put(text(key), kept);
  }

  /** The number of a name. */
  synchronized int number(String name) {
    return numbers.computeIfAbsent(
        name,
        n -> {
          names.add(n);
          return names.size() - 1;
        });
  }

  /** All names by their numbers. */
  synchronized List<String> names() {
    return List.copyOf(names);
  }

  /**
   * Writes what this scan keeps, unless that is what was there.
   *
   * @throws IOException if the folder cannot be written
   */
  void save() throws IOException {
    if (now.equals(old)) {
      return;
    }
    Files.createDirectories(file.getParent());
    Path fresh = Files.createTempFile(file.getParent(), "scan", ".tmp");
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(fresh), 1 << 16)) {
        CheckedOutputStream summed = new CheckedOutputStream(out, new CRC32());
        DataOutputStream data = new DataOutputStream(summed);
        write(data);
        data.writeLong(summed.getChecksum().getValue());
      }
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private void write(DataOutputStream out) throws IOException {
    out.writeInt(MAGIC);
    give(out, environment);
    List<String> all = names();
    out.writeInt(all.size());
    for (String name : all) {
      give(out, name.getBytes(StandardCharsets.UTF_8));
    }
    out.writeInt(now.size());
    for (Map.Entry<String, Kept> e : new TreeMap<>(now).entrySet()) {
      out.write(e.getKey().getBytes(StandardCharsets.ISO_8859_1));
      give(out, e.getValue().declared);
      out.writeLong(e.getValue().digest);
      Needs needs = e.getValue().needs;
      give(out, needs.classes());
      out.writeLong(needs.files());
      give(out, needs.parts());
      out.writeLong(needs.state());
      give(out, e.getValue().outcome);
    }
  }

  private static void give(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }
}
