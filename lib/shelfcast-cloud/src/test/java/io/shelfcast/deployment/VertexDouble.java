package io.shelfcast.deployment;

import com.google.longrunning.Operation;
import com.google.protobuf.Message;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/**
 * Vertex AI on loopback: Google's own service stubs over what {@link VertexModels} and {@link
 * VertexEndpoints} keep. It refuses what Vertex AI refuses, as far as that is documented.
 */
final class VertexDouble implements AutoCloseable {

  private final Faults faults;
  private final Operations operations;
  private final VertexModels models;
  private final VertexEndpoints endpoints;
  private final Server server;

  VertexDouble(
      Faults faults, int port, StorageDouble storage, Container.Image image, long operationMillis)
      throws IOException {
    this.faults = faults;
    operations = new Operations(operationMillis);
    models = new VertexModels(this, storage);
    endpoints = new VertexEndpoints(this, models, storage, image);
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
            .executor(Executors.newCachedThreadPool())
            .addService(operations)
            .addService(models)
            .addService(endpoints)
            .addService(new VertexPredictions(this, endpoints))
            .build()
            .start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getPort();
  }

  VertexModels models() {
    return models;
  }

  VertexEndpoints endpoints() {
    return endpoints;
  }

  /** What a call does. */
  interface Work<R> {
    R run() throws Exception;
  }

  /** Answers a call, unless it is to fail. */
  <R> void answer(String method, StreamObserver<R> observer, Work<R> work) {
    Faults.Fault fault = faults.called(method);
    try {
      if (fault != null && fault.when() != Faults.When.AFTERWARDS) {
        throw fault.status().asException();
      }
      R response = work.run();
      if (fault != null) {
        throw fault.status().asException();
      }
      observer.onNext(response);
      observer.onCompleted();
    } catch (Exception e) {
      observer.onError(e instanceof StatusException ? e : Status.fromThrowable(e).asException());
    }
  }

  /** Answers a call with an operation, unless it is to fail, at once or in the end. */
  void answerLater(
      String method,
      StreamObserver<Operation> observer,
      Work<String> check,
      Work<? extends Message> work) {
    Faults.Fault fault = faults.called(method);
    try {
      if (fault != null && fault.when() == Faults.When.AT_ONCE) {
        throw fault.status().asException();
      }
      String resource = check.run();
      Status later = fault != null && fault.when() == Faults.When.LATER ? fault.status() : null;
      Operation operation = operations.start(resource, later, work::run);
      if (fault != null && fault.when() == Faults.When.AFTERWARDS) {
        throw fault.status().asException();
      }
      observer.onNext(operation);
      observer.onCompleted();
    } catch (Exception e) {
      observer.onError(e instanceof StatusException ? e : Status.fromThrowable(e).asException());
    }
  }

  static StatusException refuse(Status status, String why) {
    return status.withDescription(why).asException();
  }

  static void require(boolean holds, String why) throws StatusException {
    if (!holds) {
      throw refuse(Status.INVALID_ARGUMENT, why);
    }
  }

  /** Labels: at most 64 of each, short, of few characters. */
  static void checkLabels(java.util.Map<String, String> labels) throws StatusException {
    for (var label : labels.entrySet()) {
      require(label.getKey().matches("[a-z][a-z0-9_-]{0,62}"), "Invalid label key");
      require(label.getValue().matches("[a-z0-9_-]{0,63}"), "Invalid label value");
    }
  }

  /** Whether labels meet a filter of the form {@code labels.key="value"}. */
  static boolean meets(java.util.Map<String, String> labels, String filter) throws StatusException {
    if (filter.isEmpty()) {
      return true;
    }
    require(filter.matches("labels\\.[a-z0-9_]+=\"[^\"]*\""), "Invalid filter: " + filter);
    String key = filter.substring("labels.".length(), filter.indexOf('='));
    String value = filter.substring(filter.indexOf('"') + 1, filter.length() - 1);
    return value.equals(labels.get(key));
  }

  @Override
  public void close() {
    server.shutdownNow();
    operations.close();
    endpoints.close();
  }
}
