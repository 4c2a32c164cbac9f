/** Books a seat too many. */
public final class Driver {
  public static void main(String[] args) {
    Seats seats = new Seats();
    try {
      System.out.println(seats.book() + " " + seats.book());
    } catch (IllegalMonitorStateException e) {
      System.out.println("not held");
    }
  }
}
