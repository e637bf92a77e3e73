package io.shelfcast.deployment;

import com.google.longrunning.GetOperationRequest;
import com.google.longrunning.ListOperationsRequest;
import com.google.longrunning.ListOperationsResponse;
import com.google.longrunning.Operation;
import com.google.longrunning.OperationsGrpc;
import com.google.protobuf.Any;
import com.google.protobuf.Message;
import com.google.rpc.Status;
import io.grpc.StatusException;
import io.grpc.stub.StreamObserver;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Long-running operations of the double: they go on without whoever has started them. */
final class Operations extends OperationsGrpc.OperationsImplBase implements AutoCloseable {

  /** What an operation does in the end. */
  interface Work {
    Message run() throws Exception;
  }

  private final Map<String, Operation> operations = new LinkedHashMap<>();
  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(4);
  private final long millis;

  /**
   * Operations that take a while.
   *
   * @param millis how long
   */
  Operations(long millis) {
    this.millis = millis;
  }

  synchronized Operation start(String resource, io.grpc.Status failure, Work work) {
    String name = resource + "/operations/" + (1000 + operations.size());
    Operation operation = Operation.newBuilder().setName(name).build();
    operations.put(name, operation);
    threads.schedule(() -> finish(name, failure, work), millis, TimeUnit.MILLISECONDS);
    return operation;
  }

  private void finish(String name, io.grpc.Status failure, Work work) {
    Operation.Builder done = Operation.newBuilder().setName(name).setDone(true);
    try {
      if (failure != null) {
        throw failure.asException();
      }
      done.setResponse(Any.pack(work.run()));
    } catch (Exception e) {
      io.grpc.Status status =
          e instanceof StatusException s ? s.getStatus() : io.grpc.Status.fromThrowable(e);
      done.setError(
          Status.newBuilder()
              .setCode(status.getCode().value())
              .setMessage(String.valueOf(status.getDescription())));
    }
    synchronized (this) {
      operations.put(name, done.build());
    }
  }

  @Override
  public synchronized void getOperation(
      GetOperationRequest request, StreamObserver<Operation> observer) {
    observer.onNext(operations.get(request.getName()));
    observer.onCompleted();
  }

  @Override
  public synchronized void listOperations(
      ListOperationsRequest request, StreamObserver<ListOperationsResponse> observer) {
    ListOperationsResponse.Builder list = ListOperationsResponse.newBuilder();
    operations.forEach(
        (name, operation) -> {
          if (name.startsWith(request.getName() + "/")) {
            list.addOperations(operation);
          }
        });
    observer.onNext(list.build());
    observer.onCompleted();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
