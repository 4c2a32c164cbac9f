package io.conccheck.samples.h17;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;

/** The listener of a chat never ends, and nothing ever closes its socket. */
public final class BrokenChatListener {
  private final DatagramSocket socket;

  private BrokenChatListener() throws IOException {
    socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
  }

  private void listen() {
    byte[] buffer = new byte[256];
    while (true) { // want source:unstoppable-task
      try {
        socket.receive(new DatagramPacket(buffer, buffer.length));
      } catch (IOException e) {
        System.out.println("lost a message");
      }
    }
  }

  public static void main(String[] args) throws IOException {
    BrokenChatListener chat = new BrokenChatListener();
    Thread listener = new Thread(chat::listen, "listener"); // want source:endless-thread
    listener.start(); // want runtime:thread-not-joined
    System.out.println("chat closed");
    System.exit(0);
  }
}
