import java.util.List;

class Driver {
  public static void main(String[] args) {
    new Crawler().crawl(List.of(() -> {}, () -> {}));
  }
}
