package dev.assay.collect.google;

import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The text of an answer that must be whole in time: a request's own timeout ends with the head of
 * its answer. What is late fails, and its connection is given up.
 */
final class TimelyText implements BodySubscriber<String> {
  private final BodySubscriber<String> text = BodySubscribers.ofString(StandardCharsets.UTF_8);
  private final CompletableFuture<String> body;
  private volatile Flow.@Nullable Subscription rest;

  /**
   * @param patience from now on
   */
  TimelyText(Duration patience) {
    body =
        text.getBody()
            .toCompletableFuture()
            .copy()
            .orTimeout(patience.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public CompletionStage<String> getBody() {
    return body.exceptionallyCompose(
        fault ->
            CompletableFuture.failedFuture(fault instanceof TimeoutException ? late() : fault));
  }

  private HttpTimeoutException late() {
    Flow.Subscription coming = rest;
    if (coming != null) {
      coming.cancel();
    }
    return new HttpTimeoutException("the answer broke off");
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    rest = subscription;
    text.onSubscribe(subscription);
  }

  @Override
  public void onNext(List<ByteBuffer> part) {
    text.onNext(part);
  }

  @Override
  public void onError(Throwable fault) {
    text.onError(fault);
  }

  @Override
  public void onComplete() {
    text.onComplete();
  }
}
