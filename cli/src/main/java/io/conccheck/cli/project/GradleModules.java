package io.conccheck.cli.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which build files a Gradle project has: its own, those above it and those of its modules. */
final class GradleModules {

  private static final Pattern INCLUDE =
      Pattern.compile("(?m)^\\s*include\\b([^\\n]*(?:,\\s*\\n[^\\n]*)*)");
  private static final Pattern NAME = Pattern.compile("[\"']:?([\\w:./-]+)[\"']");

  private GradleModules() {}

  /** True for a folder with a build file or settings. */
  static boolean isProject(Path folder) {
    return file(folder, "build") != null || file(folder, "settings") != null;
  }

  /** For the project in that folder and each of its modules: its build file, then those above. */
  static List<List<Path>> of(Path folder) {
    Set<Path> modules = new LinkedHashSet<>(List.of(folder));
    Path settings = file(folder, "settings");
    Matcher include = INCLUDE.matcher(settings == null ? "" : text(settings));
    while (include.find()) {
      Matcher name = NAME.matcher(include.group(1));
      while (name.find()) {
        modules.add(folder.resolve(name.group(1).replace(':', '/')).normalize());
      }
    }
    List<List<Path>> found = new ArrayList<>();
    for (Path module : modules) {
      List<Path> files = upward(module);
      if (!files.isEmpty() && files.get(0).getParent().equals(module)) {
        found.add(files);
      }
    }
    return found;
  }

  /** Build files from a folder up to the one with the settings; its own if there is none. */
  private static List<Path> upward(Path module) {
    List<Path> files = new ArrayList<>();
    for (Path f = module; f != null; f = f.getParent()) {
      Path build = file(f, "build");
      Path settings = file(f, "settings");
      if (build != null || settings != null) {
        files.add(build != null ? build : settings);
      }
      if (settings != null) {
        return files;
      }
    }
    return files.subList(0, Math.min(1, files.size()));
  }

  private static Path file(Path folder, String name) {
    for (String ending : List.of(".gradle", ".gradle.kts")) {
      if (Files.isRegularFile(folder.resolve(name + ending))) {
        return folder.resolve(name + ending);
      }
    }
    return null;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return ""; // its modules remain unknown
    }
  }
}
