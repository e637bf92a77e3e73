package io.shelfcast.deployment;

import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.StatusCode;
import com.google.cloud.BaseServiceException;
import io.shelfcast.ShelfcastException;
import java.util.concurrent.CancellationException;

/** One line for what the cloud refused, with what would put it right. */
final class CloudFailure extends ShelfcastException {

  private static final long serialVersionUID = 1;

  private final transient StatusCode.Code code;

  private CloudFailure(String message, StatusCode.Code code, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /**
   * The failure for an exception of a client.
   *
   * @param what was tried, as in "deploy v3 to the endpoint"
   */
  static ShelfcastException of(String what, Throwable cause) {
    if (cause instanceof ShelfcastException known) {
      return known;
    }
    if (cause instanceof CancellationException) {
      return failure(
          what, StatusCode.Code.DEADLINE_EXCEEDED, "it takes longer than allowed", cause);
    }
    if (cause instanceof ApiException e) {
      return failure(what, e.getStatusCode().getCode(), oneLine(e), cause);
    }
    if (cause instanceof BaseServiceException e) {
      return failure(what, code(e.getCode()), oneLine(e), cause);
    }
    return new ShelfcastException("Cannot " + what + ": " + oneLine(cause), cause);
  }

  /** Whether an exception is that answer of the cloud's. */
  static boolean is(Throwable e, StatusCode.Code code) {
    return e instanceof ApiException api && api.getStatusCode().getCode() == code
        || e instanceof CloudFailure failure && failure.code == code;
  }

  private static ShelfcastException failure(
      String what, StatusCode.Code code, String said, Throwable cause) {
    String hint =
        switch (code) {
          case RESOURCE_EXHAUSTED ->
              "; a quota is used up: ask for more of it in the project's page of quotas, or deploy"
                  + " smaller (--machine, --max-replicas)";
          case PERMISSION_DENIED ->
              "; the account lacks a role: it needs Vertex AI User, and Storage Object Admin on the"
                  + " bucket";
          case UNAUTHENTICATED -> "; " + Cloud.HOW_TO_LOG_IN;
          case ABORTED, FAILED_PRECONDITION ->
              "; if somebody else is deploying, wait for that, then run this again";
          case UNAVAILABLE, DEADLINE_EXCEEDED -> "; run this again, it goes on where it stopped";
          default -> "";
        };
    return new CloudFailure("Cannot " + what + ": " + said + hint, code, cause);
  }

  private static StatusCode.Code code(int http) {
    return switch (http) {
      case 401 -> StatusCode.Code.UNAUTHENTICATED;
      case 403 -> StatusCode.Code.PERMISSION_DENIED;
      case 404 -> StatusCode.Code.NOT_FOUND;
      case 412 -> StatusCode.Code.FAILED_PRECONDITION;
      case 429 -> StatusCode.Code.RESOURCE_EXHAUSTED;
      case 500, 502, 503 -> StatusCode.Code.UNAVAILABLE;
      case 408, 504 -> StatusCode.Code.DEADLINE_EXCEEDED;
      default -> StatusCode.Code.UNKNOWN;
    };
  }

  private static String oneLine(Throwable e) {
    String text = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    text = text.replaceFirst("^(io\\.grpc\\.\\w+|com\\.google\\.[\\w.]+): ", "");
    return text.replaceAll("\\s*\\R\\s*", " ");
  }
}
