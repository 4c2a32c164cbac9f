package example.deadlock;

import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;

/** Waits for a signal from outside, as servers do that want to end in order. */
public final class Signalled {

  private Signalled() {}

  public static void main(String[] args) throws Exception {
    CountDownLatch stop = new CountDownLatch(1);
    handle("TERM", stop::countDown); // by reflection: javac warns of these classes
    stop.await();
    System.out.println("done");
  }

  private static void handle(String name, Runnable action) throws ReflectiveOperationException {
    Class<?> type = Class.forName("sun.misc.Signal");
    Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
    Object handler =
        Proxy.newProxyInstance(
            Signalled.class.getClassLoader(),
            new Class<?>[] {handlerType},
            (proxy, method, args) -> {
              if (method.getName().equals("handle")) {
                action.run();
              }
              return null;
            });
    Object signal = type.getConstructor(String.class).newInstance(name);
    type.getMethod("handle", type, handlerType).invoke(null, signal, handler);
  }
}
