package guest;

import java.io.PrintStream;
import lombok.Builder;
import lombok.Cleanup;
import lombok.Data;
import lombok.EqualsAndHashCode;
import lombok.Getter;
import lombok.SneakyThrows;
import lombok.Synchronized;
import lombok.Value;
import lombok.With;

/** What Lombok makes of its annotations. */
final class LombokOutput implements Main.Guest {

  @Data
  static class Account {
    private final String owner;
    private long balance;

    @EqualsAndHashCode.Exclude
    @Getter(lazy = true)
    private final int[] cached = compute();

    private int[] compute() {
      return new int[] {owner.length()};
    }

    @Synchronized
    void deposit(long amount) {
      balance += amount;
    }

    @Synchronized
    void withdraw(long amount) {
      balance -= amount;
    }
  }

  @Value
  @Builder
  static class Point {
    int x;
    @With int y;
  }

  @Override
  @SneakyThrows
  public void run(PrintStream out) {
    Account a = new Account("Ada");
    a.deposit(30);
    a.withdraw(10);
    out.println(a.getBalance() + " " + a.getCached()[0] + a.equals(new Account("Ada")));
    out.println(Point.builder().x(1).y(2).build().withY(5));
    @Cleanup java.io.StringReader in = new java.io.StringReader("q");
    out.println(in.read());
  }
}
