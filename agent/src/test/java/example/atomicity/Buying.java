package example.atomicity;

import static example.atomicity.Meeting.here;
import static example.atomicity.Meeting.meet;

/** Looks by one method of another class, which is loaded later, and acts by another one. */
final class Buying {

  private Buying() {}

  static void run() {
    Shop shop = new Shop(1);
    broken(shop);
    Late.run(shop);
    fine(shop, new Shop(9));
  }

  private static void broken(Shop shop) {
    meet(
        () -> {
          if (shop.hasSeats()) {
            here();
            shop.sit();
          }
        },
        shop::sit);
    meet(
        () -> {
          int n = shop.raised();
          here();
          shop.raise(n + 1);
        },
        () -> shop.raise(7));
    meet(
        () -> {
          Integer n = shop.stock("k");
          here();
          shop.stock("k", n == null ? 1 : n - 1);
        },
        () -> shop.stock("k", 9));
    meet(
        () -> {
          int n = shop.level();
          here();
          shop.level(n + 1);
        },
        () -> shop.level(5));
    meet(
        () -> {
          int n = shop.inherited();
          here();
          shop.inherited(n + 1);
        },
        () -> shop.inherited(5));
  }

  private static void fine(Shop shop, Shop large) {
    meet(
        () -> {
          if (large.hasSeats()) {
            here();
            large.sit();
          }
        },
        large::sit);
    meet(
        () -> {
          int n = shop.twoShops();
          here();
          large.twoShops(n + 1);
        },
        () -> shop.twoShops(4));
    meet(
        () -> {
          int n = shop.atOnce();
          here();
          while (!shop.take(n)) {
            n = shop.atOnce();
          }
        },
        () -> shop.take(1));
    meet(
        () -> {
          System.out.println(shop.unrelated());
          here();
          shop.unrelated(7);
        },
        () -> shop.unrelated(3));
  }

  /** Is loaded when the shop is. */
  private static final class Late {
    static void run(Shop shop) {
      meet(
          () -> {
            if (shop.isLateFree()) {
              here();
              shop.takeLate();
            }
          },
          shop::takeLate);
    }
  }
}
