package example.server;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;

/** A server of Netty's, started, asked and properly stopped; one of its handlers may sleep. */
public final class Netties {

  private Netties() {}

  private static final class Answer extends SimpleChannelInboundHandler<FullHttpRequest> {
    private final long millis;

    Answer(long millis) {
      this.millis = millis;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request)
        throws InterruptedException {
      if (millis > 0) {
        Thread.sleep(millis);
      }
      context
          .writeAndFlush(
              new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.NO_CONTENT))
          .addListener(ChannelFutureListener.CLOSE);
    }
  }

  private static ChannelInitializer<Channel> handlers(long millis) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        channel
            .pipeline()
            .addLast(new HttpServerCodec(), new HttpObjectAggregator(1024), new Answer(millis));
      }
    };
  }

  public static void main(String[] args) throws Exception {
    long millis = args.length == 0 ? 0 : Long.parseLong(args[0]);
    EventLoopGroup accept = new NioEventLoopGroup(1);
    EventLoopGroup work = new NioEventLoopGroup(2);
    Channel server =
        new ServerBootstrap()
            .group(accept, work)
            .channel(NioServerSocketChannel.class)
            .childHandler(handlers(millis))
            .bind("127.0.0.1", 0)
            .sync()
            .channel();
    int port = ((InetSocketAddress) server.localAddress()).getPort();
    for (int i = 0; i < 20; i++) {
      InputStream answer = URI.create("http://127.0.0.1:" + port + "/").toURL().openStream();
      answer.readAllBytes();
      answer.close();
    }
    server.close().sync();
    work.shutdownGracefully().sync();
    accept.shutdownGracefully().sync();
    System.out.println("done");
  }
}
