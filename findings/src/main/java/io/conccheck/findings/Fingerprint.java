package io.conccheck.findings;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Identity of a finding that survives moved lines and renumbered lambdas, and is the same for A
 * against B as for B against A: rule id plus sorted, line-free symbols.
 */
public final class Fingerprint {

  private static final Pattern HIDDEN_LAMBDA = Pattern.compile("\\$\\$Lambda[$/0-9a-fx.]*");
  private static final Pattern LAMBDA_METHOD = Pattern.compile("(lambda\\$.+?)\\$\\d+\\b");
  private static final Pattern PROXY = Pattern.compile("\\$Proxy\\d+");
  private static final Pattern GENERATED =
      Pattern.compile("\\$\\$(\\w*?(?:CGLIB|ByteBuddy|FastClass|Enhancer)\\w*?)\\$\\$[0-9a-f]+");
  private static final Pattern ANONYMOUS = Pattern.compile("\\$\\d+");

  private Fingerprint() {}

  /** Sixteen hex digits over the rule id and the normalised, sorted symbols. */
  public static String of(String ruleId, Collection<String> symbols) {
    StringBuilder text = new StringBuilder(ruleId);
    symbols.stream().map(Fingerprint::normalise).sorted().forEach(s -> text.append('\n').append(s));
    byte[] digest = sha256().digest(text.toString().getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest, 0, 8);
  }

  /**
   * That of the n-th place where one program has the same finding: two pools left by one method,
   * say. It depends on the order of the places alone, not on their lines.
   *
   * @param n from 1; the first keeps the fingerprint itself
   */
  public static String ofPlace(String fingerprint, int n) {
    return n == 1 ? fingerprint : of(fingerprint, List.of("place " + n));
  }

  /** The symbol without the numbers a compiler or a run gives to lambdas, proxies and the like. */
  public static String normalise(String symbol) {
    String s = HIDDEN_LAMBDA.matcher(symbol).replaceAll("\\$\\$Lambda");
    s = LAMBDA_METHOD.matcher(s).replaceAll("$1");
    s = PROXY.matcher(s).replaceAll("\\$Proxy");
    s = GENERATED.matcher(s).replaceAll("\\$\\$$1");
    return ANONYMOUS.matcher(s).replaceAll("\\$#");
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
