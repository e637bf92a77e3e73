package io.shelfcast.scheduling;

import com.github.kagkarlsson.scheduler.serializer.Serializer;
import java.nio.charset.StandardCharsets;

/** Keeps a task's data as text, for people to read and for no class to depend on. */
final class PlainText implements Serializer {

  @Override
  public byte[] serialize(Object data) {
    return data == null ? null : ((String) data).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public <T> T deserialize(Class<T> type, byte[] data) {
    return data == null ? null : type.cast(new String(data, StandardCharsets.UTF_8));
  }
}
