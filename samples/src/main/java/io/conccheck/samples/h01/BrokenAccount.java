package io.conccheck.samples.h01;

/** The payroll pays in while the landlord collects the rent; neither looks at the other. */
public final class BrokenAccount {

  private static final class Account {
    private long cents;

    void deposit(long amount) {
      cents += amount; // want source:unguarded-shared-field, runtime:data-race #1
    }

    void withdraw(long amount) {
      cents -= amount; // want runtime:data-race #1
    }
  }

  private static final class Payroll implements Runnable {
    private final Account account;

    Payroll(Account account) {
      this.account = account;
    }

    @Override
    public void run() {
      for (int month = 0; month < 5_000; month++) {
        account.deposit(2_500_00);
      }
    }
  }

  public static void main(String[] args) throws InterruptedException {
    Account account = new Account();
    Thread payroll = new Thread(new Payroll(account), "payroll");
    Thread landlord =
        new Thread("landlord") {
          @Override
          public void run() {
            for (int month = 0; month < 5_000; month++) {
              account.withdraw(2_500_00);
            }
          }
        };
    payroll.start();
    landlord.start();
    payroll.join();
    landlord.join();
    System.out.println("balance " + account.cents);
  }
}
