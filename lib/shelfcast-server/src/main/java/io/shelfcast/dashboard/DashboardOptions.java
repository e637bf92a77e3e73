package io.shelfcast.dashboard;

import io.shelfcast.ShelfcastException;
import java.util.Set;

/**
 * Where the dashboard listens, and who may look at it.
 *
 * @param host a name or address of this machine; others than loopback require a token
 * @param port 0 for any that is free
 * @param token what whoever looks must know; null for everybody who can reach loopback
 */
public record DashboardOptions(String host, int port, String token) {

  public static final String LOOPBACK = "127.0.0.1";
  public static final int PORT = 8350;

  /** A token of fewer characters can be guessed. */
  static final int SHORTEST_TOKEN = 16;

  static final Set<String> LOOPBACK_NAMES = Set.of("localhost", LOOPBACK, "::1", "[::1]");

  public DashboardOptions {
    if (port < 0 || port > 65_535) {
      throw new ShelfcastException("--port is " + port + ": it must be 0 to 65535");
    }
    if (token != null && token.length() < SHORTEST_TOKEN) {
      throw new ShelfcastException(
          "--token has "
              + token.length()
              + " characters: it must have at least "
              + SHORTEST_TOKEN
              + ", as 'openssl rand -hex 16' makes them");
    }
    if (token == null && !LOOPBACK_NAMES.contains(host)) {
      throw new ShelfcastException(
          "--host is "
              + host
              + ", which others can reach: a --token is needed, of at least "
              + SHORTEST_TOKEN
              + " characters");
    }
  }
}
