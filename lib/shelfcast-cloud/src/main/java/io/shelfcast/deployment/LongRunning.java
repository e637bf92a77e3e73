package io.shelfcast.deployment;

import com.google.api.gax.grpc.GrpcStatusCode;
import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.ApiExceptionFactory;
import com.google.api.gax.rpc.StatusCode;
import com.google.api.gax.rpc.UnaryCallable;
import com.google.longrunning.Operation;
import com.google.longrunning.OperationsClient;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.grpc.Status;
import io.shelfcast.ShelfcastException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Waits for what the cloud works at for minutes. The client's own futures know only operations that
 * this process has started; those of a run that was killed go on too, and are waited for likewise.
 *
 * @param pause between two questions
 * @param patience how long an operation may take
 */
record LongRunning(OperationsClient operations, Duration pause, Duration patience) {

  /**
   * Starts an operation and waits for its end.
   *
   * @param what is tried, for the message
   * @param response the type of what it gives
   */
  <Q, R extends Message> R run(
      String what, UnaryCallable<Q, Operation> start, Q request, Class<R> response) {
    try {
      Operation done = await(start.call(request));
      return done.getResponse().unpack(response);
    } catch (ApiException | InvalidProtocolBufferException e) {
      throw CloudFailure.of(what, e);
    }
  }

  /** Waits for whatever is still under way at a resource; says so if there is something. */
  void settle(String resource, Runnable waiting) {
    for (Operation operation : unfinished(resource)) {
      waiting.run();
      try {
        await(operation);
      } catch (ApiException e) {
        // It failed: what it was to make is not there, which its successor will see for itself.
      }
    }
  }

  private List<Operation> unfinished(String resource) {
    List<Operation> unfinished = new ArrayList<>();
    try {
      for (Operation operation : operations.listOperations(resource, "").iterateAll()) {
        if (!operation.getDone()) {
          unfinished.add(operation);
        }
      }
    } catch (ApiException e) {
      // What is not there yet has none; nor has an address that does not keep a list of them.
      if (!CloudFailure.is(e, StatusCode.Code.NOT_FOUND)
          && !CloudFailure.is(e, StatusCode.Code.INVALID_ARGUMENT)
          && !CloudFailure.is(e, StatusCode.Code.UNIMPLEMENTED)) {
        throw CloudFailure.of("see what is under way at " + resource, e);
      }
    }
    return unfinished;
  }

  private Operation await(Operation operation) {
    long deadline = System.nanoTime() + patience.toNanos();
    Operation now = operation;
    while (!now.getDone()) {
      if (System.nanoTime() > deadline) {
        throw failure(
            Status.Code.DEADLINE_EXCEEDED, "not done after " + patience.toMinutes() + " minutes");
      }
      sleep();
      now = poll(now);
    }
    if (now.hasError()) {
      throw failure(
          Status.fromCodeValue(now.getError().getCode()).getCode(), now.getError().getMessage());
    }
    return now;
  }

  /** An answer that got lost does not end the operation. */
  private Operation poll(Operation operation) {
    try {
      return operations.getOperation(operation.getName());
    } catch (ApiException e) {
      if (CloudFailure.is(e, StatusCode.Code.UNAVAILABLE)
          || CloudFailure.is(e, StatusCode.Code.DEADLINE_EXCEEDED)) {
        return operation;
      }
      throw e;
    }
  }

  /** Lets a moment pass. */
  void sleep() {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ShelfcastException("Interrupted while the cloud was at work");
    }
  }

  private static ApiException failure(Status.Code code, String message) {
    return ApiExceptionFactory.createException(
        new ShelfcastException(message), GrpcStatusCode.of(code), false);
  }
}
