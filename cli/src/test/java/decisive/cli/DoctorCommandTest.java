package decisive.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import decisive.tensor.kernels.KernelSet;
import decisive.tensor.kernels.PlainKernels;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoctorCommandTest {
  @Test
  void jsonSaysWhatThisJvmHas() throws IOException {
    DecisiveTest.Result result = DecisiveTest.run("doctor", "--json");
    assertEquals(0, result.code());
    JsonNode json = new ObjectMapper().readTree(result.out());
    assertEquals(System.getProperty("java.version"), json.get("jdk").asText());
    assertEquals(KernelSet.active().name(), json.get("kernels").asText());
    assertEquals(KernelSet.active().lanes() * 32, json.get("vector_bits").asInt());
    assertTrue(json.get("healthy").asBoolean());
    assertTrue(json.get("gflops").asDouble() > 0);
    assertTrue(json.get("machine_mib").asLong() >= json.get("heap_mib").asLong());
    assertTrue(json.get("advice").isArray());
  }

  @Test
  void textSaysWhatIsWrong() {
    Diagnosis ill =
        new Diagnosis(
            "1.0.0",
            "17",
            "Somebody",
            "simd",
            "it is there",
            true,
            256,
            2,
            512,
            4096,
            false,
            "dot: simd differs from plain",
            1.5,
            Diagnosis.advice("simd", true, 512, "dot: simd differs from plain"));
    String text = DoctorCommand.text(ill);
    assertTrue(text.contains("self-check  FAILED: dot: simd differs from plain\n"), text);
    assertTrue(text.contains("advice      results cannot be trusted here"), text);
    assertTrue(text.contains("a heap of 512 MiB is small: DECISIVE_OPTS=-Xmx2g"), text);
    assertTrue(text.endsWith("Not well."), text);
  }

  @Test
  void adviceNamesTheRemedy() {
    assertEquals(List.of(), Diagnosis.advice("simd", true, 4096, ""));
    assertTrue(
        Diagnosis.advice("plain", false, 4096, "")
            .get(0)
            .contains("--add-modules jdk.incubator.vector"));
    assertTrue(
        Diagnosis.advice("plain", true, 4096, "").get(0).contains("-Ddecisive.kernels=plain"));
  }

  @Test
  void selfCheckFindsAWrongBitAndAWrongProduct() {
    PlainKernels plain = new PlainKernels();
    assertEquals("", SelfCheck.compare(plain, KernelSet.named("simd")));
    PlainKernels rounding =
        new PlainKernels() {
          @Override
          public float dot(float[] a, int aOffset, float[] b, int bOffset, int n) {
            return Math.nextUp(super.dot(a, aOffset, b, bOffset, n));
          }

          @Override
          public String name() {
            return "rounding";
          }
        };
    assertEquals("dot: rounding differs from plain", SelfCheck.compare(plain, rounding));
    PlainKernels shifted =
        new PlainKernels() {
          @Override
          public void packedTile(
              float[] a,
              int aOffset,
              int steps,
              float[] b,
              int bOffset,
              int bStride,
              int width,
              float[] c,
              int[] out) {
            super.packedTile(a, aOffset, steps - 1, b, bOffset, bStride, width, c, out);
          }
        };
    assertEquals("product (plain) is wrong", SelfCheck.compare(shifted, shifted));
  }
}
