package guest;

import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockConstruction;
import static org.mockito.Mockito.mockStatic;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.mockito.MockedConstruction;
import org.mockito.MockedStatic;

/** Mockito's inline mock maker, which transforms loaded classes again. */
public final class Mocks implements Main.Guest {

  static final class Store {
    private int reads;
    private final int[] cells = {1, 2, 3};
    static int opened;

    synchronized int read(int i) {
      reads++;
      return cells[i];
    }

    static int open() {
      return ++opened;
    }
  }

  @Override
  public void run(PrintStream out) {
    Store before = new Store();
    out.println(before.read(1));
    Store mock = mock(Store.class);
    when(mock.read(anyInt())).thenReturn(42);
    out.println(mock.read(0) + mock.read(2));
    verify(mock, times(2)).read(anyInt());
    Store spy = spy(before);
    out.println(spy.read(2) + " " + spy.reads + before.reads);
    try (MockedStatic<Store> statics = mockStatic(Store.class)) {
      statics.when(Store::open).thenReturn(-1);
      out.println(Store.open() + Store.opened);
    }
    out.println(Store.open());
    try (MockedConstruction<Store> made =
        mockConstruction(Store.class, (m, c) -> when(m.read(0)).thenReturn(8))) {
      out.println(new Store().read(0) + made.constructed().size());
    }
    @SuppressWarnings("unchecked")
    List<String> list = mock(ArrayList.class);
    when(list.get(0)).thenReturn("first");
    out.println(list.get(0) + list.size() + before.read(0));
  }
}
