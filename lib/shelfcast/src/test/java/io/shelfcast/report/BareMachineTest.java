package io.shelfcast.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A Linux on which no font is installed, by an empty configuration of fontconfig. */
@EnabledOnOs(OS.LINUX)
class BareMachineTest {

  @TempDir Path folder;

  @Test
  void figuresAreDrawnWithoutAnyFontInstalled() throws Exception {
    Page page = Page.of(write());

    assertThat(page.count("img")).isGreaterThan(5);
    assertThat(page.text()).doesNotContain("No figures");
  }

  @Test
  void whereJavaCannotDrawThePageSaysWhatToInstallAndKeepsTheReadings() throws Exception {
    // a configuration of the user's own is not replaced, so that this one keeps Java from drawing
    Page page = Page.of(write("-Dsun.awt.fontconfig=" + folder.resolve("missing")));

    assertThat(page.count("img")).isZero();
    assertThat(page.count("figcaption")).isGreaterThan(5);
    assertThat(page.text()).contains("No figures", "apt-get install fontconfig");
  }

  private String write(String... options) throws IOException, InterruptedException {
    Path fonts = Files.writeString(folder.resolve("fonts.conf"), "<fontconfig></fontconfig>\n");
    Path page = folder.resolve("report.html");
    Path log = folder.resolve("log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Duser.home=" + folder); // Java keeps what it found of fonts there
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Bakeries.class.getName(), page.toString()));
    ProcessBuilder java = new ProcessBuilder(command);
    java.environment().put("FONTCONFIG_FILE", fonts.toString());
    int exit = java.redirectErrorStream(true).redirectOutput(log.toFile()).start().waitFor();

    assertThat(exit).as(Files.readString(log)).isZero();
    return Files.readString(page);
  }
}
