package io.shelfcast.dashboard;

import io.javalin.http.Context;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Who may look, and which forms are ours.
 *
 * <p>A form is ours if its request comes from a page of this host, by its Origin or Sec-Fetch-Site,
 * and carries the value that belongs to the browser's own cookie. Without a token, requests must
 * name this machine as loopback does, so that no other site's name can lead here.
 */
final class Access {

  static final String FORM_FIELD = "form";

  private static final String FORM_COOKIE = "shelfcast-form";
  private static final String SESSION_COOKIE = "shelfcast-session";
  private static final String BEARER = "Bearer ";
  private static final Duration SESSION = Duration.ofHours(12);
  private static final int RANDOM_BYTES = 16;
  private static final String MAC = "HmacSHA256";

  private final DashboardOptions options;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final byte[] key = new byte[32];

  Access(DashboardOptions options, Clock clock) {
    this.options = options;
    this.clock = clock;
    random.nextBytes(key);
  }

  /** Whether the Host header may lead here. */
  boolean hostAllowed(Context ctx) {
    if (options.token() != null) {
      return true;
    }
    String host = hostName(ctx.header("Host"));
    return host != null && DashboardOptions.LOOPBACK_NAMES.contains(host);
  }

  private static String hostName(String header) {
    try {
      return header == null ? null : URI.create("http://" + header).getHost();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Whether whoever asks has shown the token, or none is needed. */
  boolean signedIn(Context ctx) {
    if (options.token() == null) {
      return true;
    }
    String bearer = ctx.header("Authorization");
    if (bearer != null && bearer.startsWith(BEARER)) {
      return isToken(bearer.substring(BEARER.length()));
    }
    String session = ctx.cookie(SESSION_COOKIE);
    int dot = session == null ? -1 : session.indexOf('.');
    if (dot < 0
        || !same(sign("session " + session.substring(0, dot)), session.substring(dot + 1))) {
      return false;
    }
    return Instant.ofEpochSecond(Long.parseLong(session.substring(0, dot)))
        .isAfter(clock.instant());
  }

  boolean isToken(String token) {
    return options.token() != null && token != null && same(options.token(), token);
  }

  void signIn(Context ctx) {
    String until = String.valueOf(clock.instant().plus(SESSION).getEpochSecond());
    setCookie(ctx, SESSION_COOKIE, until + "." + sign("session " + until));
  }

  /** The value that a form must carry; gives the browser its cookie if it has none. */
  String formValue(Context ctx) {
    String cookie = ctx.cookie(FORM_COOKIE);
    if (cookie == null || cookie.isEmpty()) {
      byte[] bytes = new byte[RANDOM_BYTES];
      random.nextBytes(bytes);
      cookie = encoded(bytes);
      setCookie(ctx, FORM_COOKIE, cookie);
    }
    return sign("form " + cookie);
  }

  /** Whether a posted form was one of our pages', shown to this browser. */
  boolean ours(Context ctx) {
    String cookie = ctx.cookie(FORM_COOKIE);
    String value = ctx.formParam(FORM_FIELD);
    return sameOrigin(ctx)
        && cookie != null
        && value != null
        && same(sign("form " + cookie), value);
  }

  private static boolean sameOrigin(Context ctx) {
    String origin = ctx.header("Origin");
    if (origin == null) {
      return "same-origin".equals(ctx.header("Sec-Fetch-Site"));
    }
    String host = ctx.header("Host");
    return host != null && (origin.equals("http://" + host) || origin.equals("https://" + host));
  }

  private static void setCookie(Context ctx, String name, String value) {
    ctx.res().addHeader("Set-Cookie", name + "=" + value + "; Path=/; HttpOnly; SameSite=Strict");
  }

  private String sign(String text) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(key, MAC));
      return encoded(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Takes as long for a near miss as for any other. */
  private static boolean same(String a, String b) {
    return MessageDigest.isEqual(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }
}
