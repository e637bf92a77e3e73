package io.shelfcast.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shelfcast.benchmark.BenchmarkSet.Protocol;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchmarkSetTest {

  private static final Protocol OTHERWISE = new Protocol(7, 8, 7);

  private static BenchmarkSet set(String text) {
    return BenchmarkSet.of(text, OTHERWISE, Map.of());
  }

  @ParameterizedTest
  @CsvSource({
    "data/m5:28x3x14, data/m5, 28x3x14, m5",
    "data/m5, data/m5, 7x8x7, m5",
    "data/a:b/m5/, data/a:b/m5, 7x8x7, m5",
    "'C:\\data\\m5:1X2X3', 'C:\\data\\m5', 1x2x3,",
    "data/..:1x1x1, data/.., 1x1x1,"
  })
  void protocolStandsBehindTheLastColon(String text, String data, String protocol, String name) {
    assertThat(set(text).data()).isEqualTo(Path.of(data));
    assertThat(set(text).protocol()).hasToString(protocol);
    if (name != null) {
      assertThat(set(text).title()).isEqualTo(name + ":" + protocol);
    }
  }

  @Test
  void whatIsNoProtocolIsRefused() {
    assertThatThrownBy(() -> set("d:7x8"))
        .hasMessage(
            "--data is 'd:7x8': behind the colon must stand horizon x windows x step, as in DIR:7x8x7");
    assertThatThrownBy(() -> set("d:61x1x1"))
        .hasMessage("The horizon is 61 days: it must be 1 to 60");
    assertThatThrownBy(() -> set("d:7x0x7"))
        .hasMessage("0 windows, 7 days apart: both must be at least 1");
  }
}
