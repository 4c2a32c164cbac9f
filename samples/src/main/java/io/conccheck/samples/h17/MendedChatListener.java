package io.conccheck.samples.h17;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;

/** Closing the socket ends the listener, and the program waits until it has ended. */
public final class MendedChatListener {
  private final DatagramSocket socket;

  private MendedChatListener() throws IOException {
    socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
  }

  private void listen() {
    byte[] buffer = new byte[256];
    while (!socket.isClosed()) {
      try {
        socket.receive(new DatagramPacket(buffer, buffer.length));
      } catch (IOException e) {
        if (!socket.isClosed()) {
          System.out.println("lost a message");
        }
      }
    }
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    MendedChatListener chat = new MendedChatListener();
    Thread listener = new Thread(chat::listen, "listener");
    listener.start();
    chat.socket.close();
    listener.join();
    System.out.println("chat closed");
  }
}
