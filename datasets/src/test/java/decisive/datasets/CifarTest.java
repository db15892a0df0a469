package decisive.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CifarTest {
  private static final Path SHARED = Path.of("../../shared/data");

  @TempDir private Path folder;

  /** Records with random pixels; the label of record i is i modulo the classes. */
  private static byte[] records(int count, int labelBytes, int classes, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] bytes = new byte[count * (labelBytes + 3072)];
    random.nextBytes(bytes);
    for (int i = 0; i < count; i++) {
      bytes[i * (labelBytes + 3072) + labelBytes - 1] = (byte) (i % classes);
    }
    return bytes;
  }

  private static Map<String, byte[]> ten() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (int k = 1; k <= 5; k++) {
      files.put("data_batch_" + k + ".bin", records(2, 1, 10, k));
    }
    files.put("test_batch.bin", records(3, 1, 10, 6));
    files.put(
        "batches.meta.txt",
        "airplane\nautomobile\nbird\ncat\ndeer\ndog\nfrog\nhorse\nship\ntruck\n\n"
            .getBytes(StandardCharsets.US_ASCII));
    return files;
  }

  private static byte[] archive(Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(packed))) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        TarArchiveEntry entry = new TarArchiveEntry("some-folder/" + file.getKey());
        entry.setSize(file.getValue().length);
        tar.putArchiveEntry(entry);
        tar.write(file.getValue());
        tar.closeArchiveEntry();
      }
    }
    return packed.toByteArray();
  }

  private void write(Map<String, byte[]> files) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(folder.resolve(file.getKey()), file.getValue());
    }
  }

  @Test
  void planesBecomePixels() throws IOException {
    Map<String, byte[]> files = ten();
    write(files);
    ImageDataset train = Cifar.ten(folder).train();
    assertEquals(10, train.size());
    assertEquals(1, train.label(3));
    byte[] record = Arrays.copyOfRange(files.get("data_batch_2.bin"), 3073, 6146);
    byte[] pixels = train.pixels(3);
    for (int p : new int[] {0, 1, 31, 32, 1023}) {
      for (int channel = 0; channel < 3; channel++) {
        assertEquals(record[1 + channel * 1024 + p], pixels[3 * p + channel]);
      }
    }
  }

  @Test
  void folderAndArchiveAreTheSame() throws IOException {
    write(ten());
    Path archive = folder.resolve("c.tar.gz");
    Files.write(archive, archive(ten()));
    Split unpacked = Datasets.named("cifar10:" + folder, 1);
    Split packed = Datasets.named("cifar10:" + archive, 1);
    assertEquals(unpacked.train().sha256(), packed.train().sha256());
    assertEquals(unpacked.test().sha256(), packed.test().sha256());
    assertEquals("truck", packed.test().classNames().get(9));
  }

  @Test
  void whatIsNotAsItShouldBeIsNamed() throws IOException {
    Map<String, byte[]> files = ten();
    files.put("data_batch_3.bin", Arrays.copyOf(files.get("data_batch_3.bin"), 4000));
    assertSays("data_batch_3.bin: ends within image 1; images take 3073 bytes", files);
    files = ten();
    files.get("test_batch.bin")[3073] = 10;
    assertSays("test_batch.bin: label 10 of image 1 is outside 0 .. 9", files);
    files = ten();
    files.put("batches.meta.txt", new byte[] {'a'});
    assertSays("batches.meta.txt: names 1 classes, there should be 10", files);
    files = ten();
    files.put("data_batch_1.bin", new byte[0]);
    assertSays("data_batch_1.bin: is empty", files);
    files = ten();
    files.remove("data_batch_4.bin");
    assertSays(": has no file data_batch_4.bin", files);
  }

  private void assertSays(String part, Map<String, byte[]> files) throws IOException {
    Path archive = folder.resolve("c.tar.gz");
    Files.write(archive, archive(files));
    String message = assertThrows(IOException.class, () -> Cifar.ten(archive)).getMessage();
    assertTrue(message.contains(part), message);
  }

  @Test
  void theFirstBytesTellWhatIsPacked() throws IOException {
    Path archive = folder.resolve("c.tar.gz");
    Files.write(archive, archive(ten()));
    String sha256 = Cifar.ten(archive).train().sha256();
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(archive))) {
      Files.write(archive, in.readAllBytes());
    }
    assertEquals(sha256, Cifar.ten(archive).train().sha256());
  }

  @Test
  void pythonsVersionIsTold() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("data_batch_1", new byte[9]);
    assertSays("this is the version for Python, whose pickles are not read", files);
    write(files);
    String message = assertThrows(IOException.class, () -> Cifar.ten(folder)).getMessage();
    assertTrue(message.endsWith("fetch the one named binary"), message);
  }

  @Test
  void byteOrderMarkIsPassedOver() throws IOException {
    Map<String, byte[]> files = ten();
    String names = new String(files.get("batches.meta.txt"), StandardCharsets.US_ASCII);
    files.put("batches.meta.txt", ("\ufeff" + names).getBytes(StandardCharsets.UTF_8));
    write(files);
    assertEquals("airplane", Cifar.ten(folder).train().classNames().get(0));
  }

  /** Headers as long as files, which tar's reader would keep in memory whole. */
  @Test
  void longNamesAndPaxHeadersAreBounded() throws IOException {
    for (byte kind : new byte[] {TarConstants.LF_GNUTYPE_LONGNAME, 'x', 'g'}) {
      byte[] header = new byte[2 << 20];
      Arrays.fill(header, (byte) 'a');
      byte[] record = (header.length + " comment=").getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(record, 0, header, 0, record.length);
      header[header.length - 1] = '\n';
      Path archive = folder.resolve("c.tar.gz");
      try (OutputStream tar = new GZIPOutputStream(Files.newOutputStream(archive))) {
        TarArchiveEntry entry = new TarArchiveEntry("some", kind);
        entry.setSize(header.length);
        byte[] block = new byte[512];
        entry.writeEntryHeader(block);
        tar.write(block);
        tar.write(header);
        tar.write(block);
      }
      String message = assertThrows(IOException.class, () -> Cifar.ten(archive)).getMessage();
      assertTrue(message.contains("c.tar.gz: is not a whole .tar.gz ("), message);
      assertTrue(message.contains("1 MiB of headers before a file"), message);
    }
  }

  @Test
  void damagedFilesAreRefusedOrRead() throws IOException {
    Path archive = folder.resolve("c.tar.gz");
    Files.write(archive, archive(ten()));
    SplitMutations.check(archive, () -> Cifar.ten(archive));
    Files.delete(archive);
    write(ten());
    SplitMutations.check(folder.resolve("data_batch_2.bin"), () -> Cifar.ten(folder));
  }

  @Test
  void aBombIsNotUnpacked() throws IOException {
    Map<String, byte[]> files = ten();
    files.put("data_batch_1.bin", new byte[3073 * 210_000 / 10]); // zeros pack well
    Path archive = folder.resolve("c.tar.gz");
    Files.write(archive, archive(files));
    assertEquals(21_008, Cifar.ten(archive).train().size());
  }

  /** CIFAR-FS: 64, 16 and 20 classes that are apart, over both parts of CIFAR-100. */
  @Test
  void fewShotClassesAreApart() throws IOException {
    Path real = SHARED.resolve("cifar-100-binary-subset.tar.gz");
    assumeTrue(Files.exists(real), "needs " + real.getFileName());
    Cifar.FewShot parts = Cifar.fewShot(real);
    List<String> names = new ArrayList<>();
    int[] classes = {64, 16, 20};
    List<ImageDataset> all = List.of(parts.base(), parts.validation(), parts.novel());
    for (int p = 0; p < 3; p++) {
      assertEquals(classes[p], all.get(p).classes());
      assertEquals(60 * classes[p], all.get(p).size());
      for (int count : all.get(p).classCounts()) {
        assertEquals(60, count);
      }
      names.addAll(all.get(p).classNames());
    }
    assertEquals(100, names.stream().distinct().count());
    ImageDataset hundred = Cifar.hundred(real).train();
    int baby = parts.novel().classNames().indexOf("baby");
    int old = hundred.classNames().indexOf("baby");
    int first = 0;
    while (hundred.label(first) != old) {
      first++;
    }
    int found = 0;
    while (parts.novel().label(found) != baby) {
      found++;
    }
    assertArrayEquals(hundred.pixels(first), parts.novel().pixels(found));
  }
}
