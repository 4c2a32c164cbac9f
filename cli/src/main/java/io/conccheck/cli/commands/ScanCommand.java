package io.conccheck.cli.commands;

import com.google.auto.service.AutoService;
import io.conccheck.analyzer.engine.Scan;
import io.conccheck.analyzer.engine.ScanRequest;
import io.conccheck.analyzer.engine.ScanResult;
import io.conccheck.cli.pipeline.Pipeline;
import io.conccheck.cli.pipeline.Words;
import io.conccheck.cli.project.ProjectClassPath;
import io.conccheck.findings.card.CardCatalog;
import io.conccheck.findings.log.LogRecord;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks for concurrency bugs in sources. */
@AutoService(Subcommand.class)
@Command(
    name = "scan",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Looks for concurrency bugs in Java sources.")
public final class ScanCommand implements Subcommand {

  @Mixin ReportOptions reporting;

  @Mixin UserLists lists;

  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description = "Folders, .java files, archives of sources (.jar, .zip).")
  List<String> paths;

  @Option(
      names = "--exclude",
      paramLabel = "GLOB",
      description = "Leave out files whose path matches: '**/generated/**'.")
  List<String> excludes = new ArrayList<>();

  @Option(
      names = {"--classpath", "-cp"},
      paramLabel = "CP",
      description =
          "Jars and folders of classes the sources use (standard: those of their project).")
  String classpath;

  @Option(
      names = "--rules",
      paramLabel = "ID",
      split = ",",
      description = "Run these rules only; see `conccheck rules`.")
  List<String> rules = new ArrayList<>();

  @Option(
      names = "--release",
      paramLabel = "N",
      description = "Java release the sources are meant for (standard: the newest known).")
  int release;

  @Option(
      names = "--encoding",
      paramLabel = "CHARSET",
      description = "Encoding of the sources (standard: UTF-8).")
  String encoding = "UTF-8";

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description = "Keep results there and look again only at what has changed.")
  String cache;

  @Option(
      names = {"-j", "--jobs"},
      paramLabel = "N",
      description = "Worker threads (standard: one a processor).")
  int jobs = Runtime.getRuntime().availableProcessors();

  @Override
  public Integer call() {
    Delivery delivery = Delivery.of(reporting);
    ScanRequest request = request();
    long start = System.nanoTime();
    ScanResult result = Scan.run(request);
    if (result.files() == 0 && result.problems().isEmpty()) {
      System.err.println("conccheck: no Java sources in `" + String.join("`, `", paths) + "`");
    }
    notes(result.notes());
    if (reporting.verbose) {
      speed(result, System.nanoTime() - start);
    }
    String scope = Words.count(result.files(), "file") + ", " + Words.count(result.lines(), "line");
    return delivery.deliver(Pipeline.report(result.findings(), result.problems(), scope), 0);
  }

  private ScanRequest request() {
    if (jobs < 1) {
      throw new UsageException("`--jobs` takes a number from 1 on, not " + jobs);
    }
    if (release < 0) {
      throw new UsageException("`--release` takes a Java release, not " + release);
    }
    List<Path> sources = paths.stream().map(ScanCommand::source).toList();
    return new ScanRequest(
        sources,
        Globs.checked(excludes),
        classpath == null ? ProjectClassPath.of(sources) : ClassPath.of(classpath),
        rules(),
        release,
        charset(),
        cache == null ? null : Path.of(cache),
        jobs,
        Progress.of(!reporting.quiet),
        lists.promises());
  }

  private Charset charset() {
    try {
      return Charset.forName(encoding);
    } catch (IllegalArgumentException e) {
      throw Suggest.unknown("encoding", encoding, Charset.availableCharsets().keySet());
    }
  }

  private static Path source(String text) {
    Path path = Paths.existing(text);
    String name = text.toLowerCase(Locale.ROOT);
    if (Files.isDirectory(path) || name.matches("(?s).*\\.(java|jar|zip)")) {
      return path;
    }
    throw new UsageException(
        "`" + text + "` is neither a folder nor a `.java` file nor an archive of sources");
  }

  private Set<String> rules() {
    CardCatalog cards = rules.isEmpty() ? null : Cards.all();
    Set<String> ids = new TreeSet<>();
    for (String id : rules) {
      if (cards.find(id, "source").isEmpty()) {
        List<String> known =
            cards.all().stream().filter(c -> c.origin().equals("source")).map(c -> c.id()).toList();
        throw Suggest.unknown("rule", id, known);
      }
      ids.add(id);
    }
    return ids;
  }

  private void notes(List<LogRecord.Problem> notes) {
    if (!notes.isEmpty() && !reporting.quiet) {
      LogRecord.Problem first = notes.get(0);
      String more =
          notes.size() == 1 ? "" : ", and so " + Words.count(notes.size() - 1, "more file");
      System.err.println(
          "conccheck: note: `"
              + first.path()
              + "` "
              + first.message()
              + more
              + "; see `--encoding`");
    }
  }

  private static void speed(ScanResult result, long nanos) {
    double seconds = nanos / 1e9;
    System.err.printf(
        Locale.ROOT,
        "%s in %.2f s, %,.0f lines a second%s%n",
        Words.count(result.lines(), "line"),
        seconds,
        result.lines() / seconds,
        result.reused() == 0 ? "" : ", " + Words.count(result.reused(), "file") + " as kept");
  }
}
