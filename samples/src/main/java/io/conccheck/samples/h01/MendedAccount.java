package io.conccheck.samples.h01;

/** The payroll pays in while the landlord collects the rent, one at a time. */
public final class MendedAccount {

  private static final class Account {
    private long cents;

    synchronized void deposit(long amount) {
      cents += amount;
    }

    synchronized void withdraw(long amount) {
      cents -= amount;
    }

    synchronized long cents() {
      return cents;
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
    System.out.println("balance " + account.cents());
  }
}
