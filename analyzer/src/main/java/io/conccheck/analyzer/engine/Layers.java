package io.conccheck.analyzer.engine;

import io.conccheck.analyzer.source.SourceFile;
import io.conccheck.analyzer.types.ClassDigest;
import io.conccheck.analyzer.types.ClassIndex;
import io.conccheck.analyzer.types.Declared;
import io.conccheck.analyzer.types.TypeWorld;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps classes of one name apart. Files that declare nothing twice share one layer. A source root
 * (a folder above its packages) that declares a class which an earlier root has too is a layer of
 * its own: its files see their own classes first, then all others, as a module or another version
 * of a library would. A file that repeats a class of its own root is a layer by itself.
 */
final class Layers {

  /**
   * What declares a class.
   *
   * @param file digest of all that the file declares
   * @param parts of the class itself
   */
  record Home(long file, ClassDigest parts) {}

  /** Files whose names mean the same; each file is in one layer. */
  static final class Layer {
    private final Layer below;
    private final TypeWorld world;
    private final Map<String, Home> homes = new HashMap<>(); // not changed once built
    private final List<Integer> files = new ArrayList<>();

    private Layer(Layer below, TypeWorld world) {
      this.below = below;
      this.world = world;
    }

    /** What declares a class, or null if no file does. */
    Home home(String className) {
      Home own = homes.get(className);
      return own != null || below == null ? own : below.home(className);
    }

    private void declare(Declared file, long digest) {
      List<String> names = file.names();
      for (int i = 0; i < names.size(); i++) {
        homes.putIfAbsent(names.get(i), new Home(digest, file.digest(i)));
      }
    }

    TypeWorld world() {
      return world;
    }

    /** Places of its files in the list of all. */
    List<Integer> files() {
      return files;
    }
  }

  private final List<SourceFile> files;
  private final List<Declared> declared;
  private final List<Long> digests;
  private final ClassIndex all;
  private final Layer base;
  private final List<Layer> layers = new ArrayList<>();
  private final Map<String, Layer> byRoot = new HashMap<>();
  private final Layer[] byFile;

  private Layers(List<SourceFile> files, List<KeptPass.Start> starts, ClassIndex all) {
    this.files = files;
    this.declared = starts.stream().map(KeptPass.Start::declared).toList();
    this.digests = starts.stream().map(KeptPass.Start::digest).toList();
    this.all = all;
    this.base = new Layer(null, new TypeWorld(all));
    this.byFile = new Layer[files.size()];
    layers.add(base);
  }

  /**
   * Puts each file into its layer and declares all classes.
   *
   * @param starts the classes of each file, in the order of the files
   * @param all an index without scanned classes
   */
  static Layers of(List<SourceFile> files, List<KeptPass.Start> starts, ClassIndex all) {
    Layers result = new Layers(files, starts, all);
    result.build();
    return result;
  }

  private void build() {
    Map<String, String> rootOf = new HashMap<>(); // the first root that declares a class
    Map<String, Integer> fileOf = new HashMap<>(); // root and class to the first file
    Map<String, Boolean> apart = new LinkedHashMap<>(); // roots that repeat classes of others
    boolean[] repeats = new boolean[files.size()];
    for (int i = 0; i < files.size(); i++) {
      String root = root(i);
      for (String name : declared.get(i).names()) {
        Integer first = fileOf.putIfAbsent(root + "\n" + name, i);
        repeats[i] |= first != null && first != i;
      }
      for (String name : declared.get(i).names()) {
        String first = rootOf.putIfAbsent(name, root);
        if (!repeats[i] && first != null && !first.equals(root)) {
          apart.put(root, true);
        }
      }
    }
    for (int i = 0; i < files.size(); i++) {
      declared.get(i).bind(all).forEach(all::add); // of two of one name the first stays
      base.declare(declared.get(i), digests.get(i));
      Layer home =
          apart.containsKey(root(i)) ? byRoot.computeIfAbsent(root(i), r -> above(base)) : base;
      byFile[i] = repeats[i] ? above(home) : home;
      byFile[i].files.add(i);
      if (byFile[i] != base) {
        ClassIndex own = byFile[i].world.index();
        declared.get(i).bind(own).forEach(own::add);
        byFile[i].declare(declared.get(i), digests.get(i));
      }
    }
  }

  private Layer above(Layer below) {
    Layer layer = new Layer(below, new TypeWorld(new ClassIndex(below.world.index())));
    layers.add(layer);
    return layer;
  }

  /** The folder above the packages; of a file in a wrong folder, its own. */
  private String root(int file) {
    String path = files.get(file).path();
    int slash = path.lastIndexOf('/');
    String folder = slash < 0 ? "" : path.substring(0, slash);
    String pkg = declared.get(file).pkg().replace('.', '/');
    boolean fits = !pkg.isEmpty() && ("/" + folder).endsWith("/" + pkg);
    return fits ? folder.substring(0, folder.length() - pkg.length()) : folder + "/";
  }

  /** All layers, the shared one first. */
  List<Layer> all() {
    return layers;
  }

  /** The layer of the file at that place. */
  Layer of(int file) {
    return byFile[file];
  }
}
