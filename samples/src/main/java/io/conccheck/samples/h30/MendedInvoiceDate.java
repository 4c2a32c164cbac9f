package io.conccheck.samples.h30;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/** Two printers use one date format that never changes. */
public final class MendedInvoiceDate {
  private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("yyyy-MM-dd");

  private MendedInvoiceDate() {}

  private static void print() {
    for (int day = 0; day < 200; day++) {
      FORMAT.format(LocalDate.ofEpochDay(day));
    }
  }

  public static void main(String[] args) throws InterruptedException {
    Thread first = new Thread(MendedInvoiceDate::print, "first printer");
    Thread second = new Thread(MendedInvoiceDate::print, "second printer");
    first.start();
    second.start();
    first.join();
    second.join();
    System.out.println("400 dates printed");
  }
}
