package example.race;

/**
 * Walks down columns of arrays of arrays, beside another thread: {@code racy...} meet it, {@code
 * fine...} do not.
 */
public final class Columns {

  private static final int ROWS = 6;

  private static final double[][] racyRead = new double[ROWS][4];
  private static final double[][] racyWritten = new double[ROWS][4];
  private static final double[][] racyAgain = new double[ROWS][4];
  private static final double[][] racyUpwards = new double[ROWS][4];
  private static final double[][] racyBeforeEnd = new double[ROWS][4];
  private static final double[][] fineBehindEnd = new double[ROWS][4];
  private static final double[][] fineOther = new double[ROWS][4];
  private static final double[][] fineBoth = new double[ROWS][4];
  private static final double[][] fineReplaced = new double[ROWS][4];
  private static final double[][] replaced = new double[ROWS][4];
  private static final double[] racySpare = new double[4];
  private static final double[] fineSpare = new double[4];
  private static double sum;

  private Columns() {}

  public static void main(String[] args) throws Exception {
    racyBeforeEnd[3] = null;
    fineBehindEnd[3] = null;
    double[] fineOld = fineReplaced[2];
    Pair.unordered(Columns::walk, Columns::meet);
    Pair.unordered(Columns::replace, Columns::meetReplaced);
    Pair.unordered(() -> replaceFirst(fineReplaced), () -> fineOld[1] = 1);
    System.out.println("done " + sum);
  }

  private static void walk() {
    double s = 0;
    for (int round = 0; round < 3; round++) {
      for (int column = 0; column < 4; column++) {
        s += read(racyRead, column) + read(fineBoth, column) + upwards(racyUpwards, column);
        write(racyWritten, column);
      }
      s += read(fineOther, 1) + read(fineOther, 3) + untilNull(racyBeforeEnd);
    }
    sum += s + untilNull(fineBehindEnd);
  }

  private static void meet() {
    racyRead[4][3] = 1;
    racyUpwards[0][0] = 1;
    racyWritten[5][2] = 1;
    fineOther[1][2] = 1;
    racyBeforeEnd[2][1] = 1;
    fineBehindEnd[4][1] = 1;
    read(fineBoth, 2);
  }

  private static void replace() {
    double s = read(replaced, 1);
    replaced[2] = racySpare;
    s += read(replaced, 1);
    replaced[2] = fineSpare;
    sum += s + read(racyAgain, 1) + read(racyAgain, 1);
  }

  private static void meetReplaced() {
    racySpare[1] = 1;
    fineSpare[1] = 1;
    racyAgain[0][1] = 1;
  }

  private static void replaceFirst(double[][] rows) {
    rows[2] = new double[4];
    sum += read(rows, 1);
  }

  private static double read(double[][] rows, int column) {
    double s = 0;
    for (int i = 0; i < rows.length; i++) {
      s += rows[i][column];
    }
    return s;
  }

  private static double upwards(double[][] rows, int column) {
    double s = 0;
    for (int i = rows.length - 1; i >= 0; i--) {
      s += rows[i][column];
    }
    return s;
  }

  private static void write(double[][] rows, int column) {
    for (int i = 0; i < rows.length; i++) {
      rows[i][column] = i;
    }
  }

  private static double untilNull(double[][] rows) {
    double s = 0;
    try {
      for (int i = 0; i < rows.length; i++) {
        s += rows[i][1];
      }
    } catch (NullPointerException e) {
      s++;
    }
    return s;
  }
}
