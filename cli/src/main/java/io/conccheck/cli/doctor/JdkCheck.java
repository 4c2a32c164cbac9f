package io.conccheck.cli.doctor;

import com.google.auto.service.AutoService;
import java.util.List;

/** The JDK that conccheck itself runs on. */
@AutoService(Check.class)
public final class JdkCheck implements Check {

  private static final int OLDEST = 17;
  private static final int NEWEST_TRIED = 25;

  @Override
  public int order() {
    return 10;
  }

  @Override
  public List<Result> look() {
    int feature = Runtime.version().feature();
    String jdk =
        "Java "
            + Runtime.version()
            + " by "
            + System.getProperty("java.vendor")
            + " in "
            + System.getProperty("java.home");
    if (feature > NEWEST_TRIED) {
      return List.of(
          Result.warn(
              jdk + ", newer than any that conccheck was tried on",
              "Use a JDK from " + OLDEST + " to " + NEWEST_TRIED + " if something looks odd."));
    }
    boolean instrument = ModuleLayer.boot().findModule("java.instrument").isPresent();
    return instrument
        ? List.of(Result.ok(jdk))
        : List.of(
            Result.fail(
                jdk + ", without the module java.instrument",
                "Use a complete JDK, no cut-down one."));
  }
}
