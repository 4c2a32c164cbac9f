package guest;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Hibernate;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

/**
 * Hibernate with H2: fields by reflection, lazy proxies by Byte Buddy, a database full of locks.
 */
public final class Entities implements Main.Guest {

  /** One side. */
  @Entity(name = "Author")
  public static class Author {
    @Id @GeneratedValue private Long id;
    private String name;
    @Version private int version;

    @OneToMany(mappedBy = "author", cascade = CascadeType.ALL)
    private List<Book> books = new ArrayList<>();

    protected Author() {}

    Author(String name) {
      this.name = name;
    }

    /** Called through the proxy. */
    public String getName() {
      return name;
    }
  }

  /** The other. */
  @Entity(name = "Book")
  public static class Book {
    @Id @GeneratedValue private Long id;
    private String title;

    @ManyToOne(fetch = FetchType.LAZY)
    private Author author;

    protected Book() {}

    Book(String title, Author author) {
      this.title = title;
      this.author = author;
      author.books.add(this);
    }
  }

  @Override
  public void run(PrintStream out) {
    Configuration c = new Configuration();
    c.setProperty("hibernate.connection.url", "jdbc:h2:mem:guest");
    c.setProperty("hibernate.hbm2ddl.auto", "create");
    c.addAnnotatedClass(Author.class).addAnnotatedClass(Book.class);
    try (SessionFactory factory = c.buildSessionFactory()) {
      factory.inTransaction(
          s -> {
            Author a = new Author("Ada");
            new Book("Notes", a);
            new Book("More", a);
            s.persist(a);
          });
      factory.inTransaction(
          s -> {
            Book b = s.createQuery("from Book where title = 'Notes'", Book.class).getSingleResult();
            out.println(Hibernate.isInitialized(b.author) + b.title);
            out.println(b.author.getName() + (b.author.getClass() != Author.class));
            b.title = "Changed";
          });
      factory.inTransaction(
          s -> {
            Author a = s.find(Author.class, 1L);
            a.books.forEach(b -> out.println(b.title + b.id));
            out.println(a.version);
          });
    }
  }
}
