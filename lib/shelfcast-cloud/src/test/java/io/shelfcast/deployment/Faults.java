package io.shelfcast.deployment;

import io.grpc.Status;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What shall go wrong in the double of the cloud, once each, and who wants to know of its calls. A
 * call is named by its method: {@code DeployModel}, {@code storage.put}.
 */
final class Faults {

  /** When a call fails. */
  enum When {
    /** It is refused. */
    AT_ONCE,
    /** Its operation begins, and fails. */
    LATER,
    /** It is done, but the answer gets lost. */
    AFTERWARDS
  }

  /** One failure. */
  record Fault(When when, Status status) {}

  /** Told of a call before it is done. */
  @FunctionalInterface
  interface Listener {
    void called(String method);
  }

  private final Map<String, Deque<Fault>> faults = new HashMap<>();
  private final List<String> calls = new ArrayList<>();
  private final List<Listener> listeners = new ArrayList<>();

  /** Lets the next call of a method fail. */
  synchronized void fail(String method, When when, Status status) {
    faults.computeIfAbsent(method, m -> new ArrayDeque<>()).add(new Fault(when, status));
  }

  synchronized void listen(Listener listener) {
    listeners.add(listener);
  }

  synchronized void listenNoMore() {
    listeners.clear();
  }

  /** Notes a call; gives the failure that it is due, null for none. */
  Fault called(String method) {
    List<Listener> told;
    Fault fault;
    synchronized (this) {
      calls.add(method);
      Deque<Fault> due = faults.get(method);
      fault = due == null ? null : due.poll();
      told = List.copyOf(listeners);
    }
    told.forEach(listener -> listener.called(method));
    return fault;
  }

  /** The calls so far, but those that only look. */
  synchronized List<String> changes() {
    return calls.stream()
        .filter(call -> !call.matches("(Get|List|Predict).*|storage\\.(list|get|media)"))
        .toList();
  }

  synchronized boolean pending() {
    return faults.values().stream().anyMatch(due -> !due.isEmpty());
  }

  synchronized void forgetCalls() {
    calls.clear();
  }
}
