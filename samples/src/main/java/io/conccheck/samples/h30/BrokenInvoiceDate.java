package io.conccheck.samples.h30;

import java.text.SimpleDateFormat;
import java.util.Date;

/** Two printers use one date format, which keeps its position in itself. */
public final class BrokenInvoiceDate {
  private static final SimpleDateFormat FORMAT = new SimpleDateFormat("yyyy-MM-dd");

  private BrokenInvoiceDate() {}

  private static void print() {
    for (int day = 0; day < 200; day++) {
      Date date = new Date(day * 86_400_000L);
      FORMAT.format(date); // want source:shared-stateful-object, runtime:data-race
    }
  }

  public static void main(String[] args) throws InterruptedException {
    Thread first = new Thread(BrokenInvoiceDate::print, "first printer");
    Thread second = new Thread(BrokenInvoiceDate::print, "second printer");
    first.start();
    second.start();
    first.join();
    second.join();
    System.out.println("400 dates printed");
  }
}
