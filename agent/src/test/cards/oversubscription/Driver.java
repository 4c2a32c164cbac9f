import java.util.Collections;

class Driver {
  public static void main(String[] args) throws InterruptedException {
    Crawler.crawl(Collections.nCopies(300, () -> {}));
  }
}
