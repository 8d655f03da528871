package dev.assay.collect.google;

import io.grpc.ManagedChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import java.net.http.HttpClient;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * The threads in which the clients wait for the network, so that they end with a scan: Java waits
 * 0.3 s at the end of a process for threads that wait outside of it, and both clients would leave
 * theirs behind.
 */
final class ClientThreads implements AutoCloseable {
  static {
    // Netty would define events for Java's flight recorder, which takes as long as several calls.
    System.setProperty("io.grpc.netty.shaded.io.netty.jfr.enabled", "false");
  }

  private final ThreadGroup group = new ThreadGroup("google-http");
  private final FutureTask<EventLoopGroup> grpc =
      new FutureTask<>(
          () ->
              new MultiThreadIoEventLoopGroup(
                  1,
                  task -> {
                    Thread thread = new Thread(task, "google-grpc");
                    thread.setDaemon(true);
                    return thread;
                  },
                  NioIoHandler.newFactory()));

  /** One thread is enough for the connections to two services. */
  @SuppressWarnings("rawtypes") // gax hands the channel's builder over without its type
  ManagedChannelBuilder grpc(ManagedChannelBuilder builder) {
    if (builder instanceof NettyChannelBuilder netty) {
      netty
          .eventLoopGroup(GoogleClients.shared(grpc))
          .channelType(NioSocketChannel.class)
          .directExecutor();
    }
    return builder;
  }

  /** The client's threads belong to the group of the one that makes it. */
  HttpClient http(HttpClient.Builder builder) {
    FutureTask<HttpClient> making = new FutureTask<>(builder::build);
    Thread maker = new Thread(group, making, "google-http");
    maker.start();
    try {
      maker.join();
    } catch (InterruptedException e) {
      throw GoogleClients.interrupted(e);
    }
    return GoogleClients.shared(making);
  }

  /** Java 17's HTTP client cannot be closed; its selector ends when it is interrupted. */
  @Override
  public void close() {
    group.interrupt();
    if (!grpc.cancel(true)) {
      GoogleClients.shared(grpc)
          .shutdownGracefully(0, 1, TimeUnit.SECONDS)
          .awaitUninterruptibly(1, TimeUnit.SECONDS);
    }
  }
}
