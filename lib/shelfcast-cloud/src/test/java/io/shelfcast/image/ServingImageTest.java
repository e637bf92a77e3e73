package io.shelfcast.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.TarImage;
import io.shelfcast.ShelfcastException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServingImageTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private ServingImage image;

  @BeforeEach
  void jars() throws IOException {
    Path library = jar("nd4j.jar", "x/linux-x86_64-avx2/libgomp.so.1");
    Path own = jar("shelfcast-server.jar", "io/shelfcast/A.class");
    image =
        new ServingImage(
            "scratch", folder.resolve("cache"), new ImageContent(List.of(own), List.of(library)));
  }

  private Path jar(String name, String entry) throws IOException {
    Path jar = folder.resolve(name);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      ZipEntry e = new ZipEntry(entry);
      e.setTime(0);
      zip.putNextEntry(e);
      zip.write(entry.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    return jar;
  }

  @Test
  void anImageIsPushedWholeAndRunsAsAUserWithoutRights() throws IOException {
    try (RegistryDouble registry = new RegistryDouble()) {
      ServingImage.Built built = image.push(registry.address() + "/team/shelfcast:1", line -> {});

      byte[] manifest = registry.manifests.get("1");
      assertThat(RegistryDouble.digest(manifest)).isEqualTo(built.digest());
      JsonNode m = JSON.readTree(manifest);
      assertThat(m.get("mediaType").asText()).startsWith("application/vnd.oci.image.manifest");
      JsonNode config =
          JSON.readTree(registry.blobs.get(m.get("config").get("digest").asText())).get("config");
      assertThat(config.get("User").asText()).isEqualTo("65532:65532");
      assertThat(config.get("Entrypoint").get(0).asText()).isEqualTo("java");
      assertThat(config.get("Entrypoint").toString())
          .contains("/app/shelfcast/shelfcast-server.jar:/app/lib/*")
          .endsWith("\"io.shelfcast.container.ServingContainer\"]");
      assertThat(config.get("ExposedPorts").has("8080/tcp")).isTrue();
      Set<String> files = new TreeSet<>();
      for (JsonNode layer : m.get("layers")) {
        files.addAll(files(registry.blobs.get(layer.get("digest").asText())));
      }
      assertThat(files)
          .containsExactly(
              "app/lib/nd4j.jar", "app/native/libgomp.so.1", "app/shelfcast/shelfcast-server.jar");
    }
  }

  private static Set<String> files(byte[] layer) throws IOException {
    Set<String> names = new TreeSet<>();
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new GZIPInputStream(new ByteArrayInputStream(layer)))) {
      for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
        if (e.isFile()) {
          names.add(e.getName());
        }
      }
    }
    return names;
  }

  @Test
  void theSameJarsGiveTheSameImage() throws IOException {
    Path one = folder.resolve("one.tar");
    Path other = folder.resolve("other.tar");
    ServingImage.Built first = image.toTar(one, "shelfcast", line -> {});
    ServingImage fresh = new ServingImage("scratch", folder.resolve("cache2"), image.content());
    ServingImage.Built second = fresh.toTar(other, "shelfcast", line -> {});

    assertThat(second.digest()).isEqualTo(first.digest());
    assertThat(Files.mismatch(one, other)).isEqualTo(-1);
    assertThat(folder.resolve("one.tar.partial")).doesNotExist();
  }

  @Test
  void anImageInATarIsABase() throws Exception {
    Path base = folder.resolve("base image.tar");
    Path file = Files.writeString(folder.resolve("of-base"), "base");
    Jib.fromScratch()
        .addLayer(List.of(file), "/etc")
        .addEnvironmentVariable("OF_BASE", "yes")
        .containerize(Containerizer.to(TarImage.at(base).named("base")));
    ServingImage onTop =
        new ServingImage("tar://" + base, folder.resolve("cache"), image.content());
    try (RegistryDouble registry = new RegistryDouble()) {
      onTop.push(registry.address() + "/top", line -> {});

      JsonNode manifest = JSON.readTree(registry.manifests.get("latest"));
      assertThat(manifest.get("layers")).hasSize(4);
      assertThat(files(registry.blobs.get(manifest.at("/layers/0/digest").asText())))
          .containsExactly("etc/of-base");
      String config =
          new String(
              registry.blobs.get(manifest.at("/config/digest").asText()),
              java.nio.charset.StandardCharsets.UTF_8);
      assertThat(config).contains("OF_BASE=yes").contains("OMP_NUM_THREADS=1");
    }
  }

  @Test
  void whatIsWrongIsToldInOneLine() {
    Path tar = folder.resolve("x.tar");
    ServingImage noBase =
        new ServingImage("tar:///no/such.tar", folder.resolve("cache"), image.content());
    assertThatThrownBy(() -> noBase.toTar(tar, "x", line -> {}))
        .isInstanceOf(ShelfcastException.class)
        .hasMessage("--base is 'tar:///no/such.tar': there is no file /no/such.tar");
    assertThatThrownBy(() -> image.push("A b", line -> {}))
        .isInstanceOf(ShelfcastException.class)
        .hasMessage("'A b' is no name of an image: it must be like registry/name:tag");
    assertThatThrownBy(() -> image.push("localhost:1/x:1", line -> {}))
        .isInstanceOf(ShelfcastException.class)
        .hasMessageStartingWith("Cannot build the image: ")
        .message()
        .hasLineCount(1);
  }

  @Test
  void theContentIsOnTheClassPathWithoutDatabaseAndCloudPlatform() {
    ImageContent content =
        ImageContent.of(
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));

    List<String> libraries =
        content.libraries().stream().map(p -> p.getFileName().toString()).toList();
    assertThat(content.own()).hasSize(3);
    assertThat(libraries)
        .anyMatch(n -> n.startsWith("javalin-"))
        .anyMatch(n -> n.startsWith("xgboost4j"))
        .anyMatch(n -> n.startsWith("google-cloud-storage-"))
        .noneMatch(n -> n.contains("aiplatform"))
        .noneMatch(n -> n.contains("postgres"))
        .noneMatch(n -> n.contains("junit"))
        .noneMatch(n -> n.contains("jib"))
        .doesNotHaveDuplicates();
  }
}
