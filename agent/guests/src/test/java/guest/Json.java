package guest;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** Two libraries that go through all fields of an object. */
public final class Json implements Main.Guest {

  /** Fields of many kinds. */
  public static class Order {
    private int id = 3;
    protected volatile String customer = "Ada";
    List<Line> lines = new ArrayList<>();
    private Map<String, int[]> marks = new TreeMap<>();
    transient int hidden = 9;
    static int made;
    private State state = State.OPEN;

    public Order() {
      made++;
    }
  }

  /** A record among them. */
  public record Line(String article, long amount) {}

  /** And an enum. */
  public enum State {
    OPEN,
    SHIPPED
  }

  @Override
  public void run(PrintStream out) {
    Order order = new Order();
    order.lines.add(new Line("nut", 4L));
    order.marks.put("m", new int[] {1, 2});
    Gson gson = new GsonBuilder().serializeNulls().create();
    String text = gson.toJson(order);
    out.println(text);
    out.println(gson.toJson(gson.fromJson(text, Order.class)));
    ObjectMapper mapper =
        JsonMapper.builder()
            .changeDefaultVisibility(v -> v.withVisibility(PropertyAccessor.FIELD, Visibility.ANY))
            .build();
    String written = mapper.writeValueAsString(order);
    out.println(written);
    Order read = mapper.readValue(written, Order.class);
    out.println(mapper.writeValueAsString(read) + read.lines + read.state + Order.made);
    out.println(mapper.convertValue(Map.of("article", "bolt", "amount", 2), Line.class));
  }
}
