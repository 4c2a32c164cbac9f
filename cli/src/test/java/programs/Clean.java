package programs;

/** Echoes a line of its input to stdout and one to stderr; nothing is wrong with it. */
public final class Clean {
  private Clean() {}

  public static void main(String[] args) throws java.io.IOException {
    System.out.println("out");
    System.err.println("err");
    if (args.length > 0) {
      System.exit(Integer.parseInt(args[0]));
    }
  }
}
