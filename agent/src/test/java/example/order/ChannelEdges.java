package example.order;

import static example.order.unseen.Turns.await;
import static example.order.unseen.Turns.next;
import static example.order.unseen.Turns.together;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.util.function.Consumer;

/**
 * Asynchronous sockets, whose handlers are told by threads of a pool: fields ending in Clean are
 * ordered, those in Racy are not.
 */
public final class ChannelEdges {

  static int acceptedClean;
  static int readClean;
  static int unattachedClean;
  static int afterAcceptRacy;

  private ChannelEdges() {}

  /** Calls a function with what has come of an operation. */
  private static final class Then<V> implements CompletionHandler<V, Object> {
    private final Consumer<V> use;

    Then(Consumer<V> use) {
      this.use = use;
    }

    @Override
    public void completed(V result, Object attachment) {
      use.accept(result);
    }

    @Override
    public void failed(Throwable failure, Object attachment) {
      throw new IllegalStateException(failure);
    }
  }

  public static void main(String[] args) throws Exception {
    try (AsynchronousServerSocketChannel server = AsynchronousServerSocketChannel.open()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      InetSocketAddress address = (InetSocketAddress) server.getLocalAddress();
      together(() -> serve(server), () -> call(address));
    }
  }

  private static void serve(AsynchronousServerSocketChannel server) {
    acceptedClean++;
    unattachedClean++;
    server.accept("one", new Then<>(ChannelEdges::read));
    afterAcceptRacy++;
    next();
    await(4);
  }

  private static void read(AsynchronousSocketChannel channel) {
    acceptedClean++;
    afterAcceptRacy++;
    readClean++;
    ByteBuffer into = ByteBuffer.allocate(8);
    channel.read(
        into,
        into,
        new Then<>(
            n -> {
              readClean++;
              into.clear();
              channel.read(into, null, new Then<>(m -> last()));
              next();
            }));
    next();
  }

  private static void last() {
    readClean++;
    unattachedClean++;
    next();
  }

  private static void call(InetSocketAddress address) throws IOException {
    await(1);
    try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
      await(2);
      socket.getOutputStream().write(1);
      await(3);
      socket.getOutputStream().write(1);
      await(4);
    }
  }
}
