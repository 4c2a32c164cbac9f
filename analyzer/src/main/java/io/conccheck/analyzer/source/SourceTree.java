package io.conccheck.analyzer.source;

import io.conccheck.findings.log.LogRecord;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/** Finds the source files below given paths. Symbolic links are followed, each file once. */
public final class SourceTree {

  private final List<PathMatcher> excludes;
  private final Consumer<LogRecord.Problem> problems;
  private final List<SourceFile> files = new ArrayList<>();
  private final Set<Path> seen = new HashSet<>();

  private SourceTree(List<String> globs, Consumer<LogRecord.Problem> problems) {
    this.excludes =
        globs.stream().map(g -> FileSystems.getDefault().getPathMatcher("glob:" + g)).toList();
    this.problems = problems;
  }

  /**
   * All source files below those paths, sorted by path.
   *
   * @param excludes globs over the path as it is shown
   * @param problems told what could not be read
   */
  public static List<SourceFile> collect(
      List<Path> paths, List<String> excludes, Consumer<LogRecord.Problem> problems) {
    SourceTree tree = new SourceTree(excludes, problems);
    for (Path p : paths) {
      tree.addRoot(p);
    }
    tree.files.sort(null);
    return tree.files;
  }

  private void addRoot(Path root) {
    if (Files.isRegularFile(root)) {
      addFile(root);
      return;
    }
    try {
      Files.walkFileTree(
          root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new Visitor());
    } catch (IOException e) {
      unreadable(shown(root), e);
    }
  }

  private void addFile(Path file) {
    String path = shown(file);
    String name = path.toLowerCase(Locale.ROOT);
    boolean java = name.endsWith(".java");
    boolean archive = name.endsWith(".jar") || name.endsWith(".zip");
    if (!java && !archive || excluded(path)) {
      return;
    }
    try {
      if (!seen.add(file.toRealPath())) {
        return;
      }
      if (java) {
        files.add(new SourceFile(path, () -> Files.readAllBytes(file)));
      } else {
        SourceArchive.list(file, path, f -> addEntry(f));
      }
    } catch (IOException e) {
      unreadable(path, e);
    }
  }

  private void addEntry(SourceFile entry) {
    if (!excluded(entry.path())) {
      files.add(entry);
    }
  }

  private boolean excluded(String path) {
    if (excludes.isEmpty()) {
      return false;
    }
    Path p = Path.of(path);
    return excludes.stream().anyMatch(m -> m.matches(p));
  }

  private void unreadable(String path, IOException e) {
    problems.accept(
        new LogRecord.Problem("unreadable", path, 0, "cannot be read: " + reason(e), ""));
  }

  /** Why reading failed, in words. */
  static String reason(IOException e) {
    String kind = e.getClass().getSimpleName().replaceAll("Exception$", "");
    String words = kind.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    return e.getMessage() == null ? words : words + " (" + e.getMessage() + ")";
  }

  private static String shown(Path p) {
    return p.normalize().toString().replace('\\', '/');
  }

  private final class Visitor extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attrs) {
      Path name = dir.getFileName();
      boolean hidden =
          name != null && name.toString().startsWith(".") && name.toString().length() > 2;
      return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attrs) {
      if (attrs.isRegularFile()) {
        // An archive inside a folder is a library more often than a source archive: only named
        // ones are opened.
        if (file.toString().endsWith(".java")) {
          addFile(file);
        }
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      if (!(e instanceof java.nio.file.FileSystemLoopException)) {
        unreadable(shown(file), e);
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
