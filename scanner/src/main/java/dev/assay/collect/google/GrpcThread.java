package dev.assay.collect.google;

import io.grpc.ManagedChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * The thread in which gRPC's clients wait for the network, so that it ends with a scan: Java waits
 * 0.3 s at the end of a process for threads that wait outside of it, and gRPC would leave its own.
 */
final class GrpcThread implements AutoCloseable {
  static {
    // Netty would define events for Java's flight recorder, which takes as long as several calls.
    System.setProperty("io.grpc.netty.shaded.io.netty.jfr.enabled", "false");
  }

  private final FutureTask<EventLoopGroup> thread =
      new FutureTask<>(
          () ->
              new MultiThreadIoEventLoopGroup(
                  1,
                  task -> {
                    Thread daemon = new Thread(task, "google-grpc");
                    daemon.setDaemon(true);
                    return daemon;
                  },
                  NioIoHandler.newFactory()));

  /** One is enough for the connections to two services. */
  @SuppressWarnings("rawtypes") // gax hands the channel's builder over without its type
  ManagedChannelBuilder waitsFor(ManagedChannelBuilder builder) {
    if (builder instanceof NettyChannelBuilder netty) {
      netty
          .eventLoopGroup(GoogleClients.shared(thread))
          .channelType(NioSocketChannel.class)
          .directExecutor();
    }
    return builder;
  }

  @Override
  public void close() {
    if (!thread.cancel(true)) {
      GoogleClients.shared(thread)
          .shutdownGracefully(0, 1, TimeUnit.SECONDS)
          .awaitUninterruptibly(1, TimeUnit.SECONDS);
    }
  }
}
