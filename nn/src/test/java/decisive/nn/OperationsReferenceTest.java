package decisive.nn;

import static decisive.nn.Reference.assertOperation;
import static org.junit.jupiter.api.Assertions.assertEquals;

import decisive.autograd.Variable;
import decisive.nn.competition.Competition;
import decisive.nn.competition.Competitor;
import decisive.nn.competition.Phase;
import decisive.nn.layer.BatchNorm;
import decisive.nn.train.loss.CrossEntropy;
import decisive.tensor.Tensor;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every case of ops.safetensors, forward and backward, against PyTorch. */
class OperationsReferenceTest {
  private static final Reference OPS = Reference.of("ops");

  /** A test for each name that ends in {@code ending}, given what stands before it. */
  private static Stream<DynamicTest> cases(String beginning, String ending, Case test) {
    return List.copyOf(OPS.file().names()).stream()
        .filter(name -> name.startsWith(beginning) && name.endsWith(ending))
        .map(name -> name.substring(0, name.length() - ending.length()))
        .map(name -> DynamicTest.dynamicTest(name, () -> test.run(name + ".")));
  }

  private interface Case {
    void run(String path);
  }

  @TestFactory
  Stream<DynamicTest> conv2d() {
    return cases(
        "conv2d.",
        ".x",
        path -> {
          Matcher geometry = Pattern.compile("k(\\d)s(\\d)p(\\d)").matcher(path);
          geometry.find();
          Variable x = Variable.parameter(OPS.images(path + "x"));
          Variable w = Variable.parameter(OPS.weights(path + "weight"));
          int stride = Integer.parseInt(geometry.group(2));
          int padding = Integer.parseInt(geometry.group(3));
          Variable y = x.conv2d(w, stride, padding);
          Variable bias = null;
          if (OPS.has(path + "bias")) {
            bias = Variable.parameter(OPS.tensor(path + "bias"));
            y = y.add(bias);
          }
          y.backward(OPS.images(path + "dy"));
          assertOperation(OPS.images(path + "y"), y.value(), path + "y");
          assertOperation(OPS.images(path + "dx"), x.gradient(), path + "dx");
          assertOperation(OPS.weights(path + "dweight"), w.gradient(), path + "dweight");
          if (bias != null) {
            assertOperation(OPS.tensor(path + "dbias"), bias.gradient(), path + "dbias");
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> batchNorm() {
    return cases(
        "batchnorm2d.",
        ".eval.y",
        path -> {
          Variable x = Variable.parameter(OPS.images(path + "x"));
          BatchNorm norm = new BatchNorm(x.shape().extent(-1));
          fill(norm.parameters().get("weight").value(), path + "weight");
          fill(norm.parameters().get("bias").value(), path + "bias");
          fill(norm.buffers().get("running_mean"), path + "running_mean");
          fill(norm.buffers().get("running_var"), path + "running_var");
          norm.eval();
          assertOperation(OPS.images(path + "eval.y"), norm.apply(x).value(), path + "eval.y");
          norm.train();
          Variable y = norm.apply(x);
          y.backward(OPS.images(path + "train.dy"));
          assertOperation(OPS.images(path + "train.y"), y.value(), path + "y");
          assertOperation(OPS.images(path + "train.dx"), x.gradient(), path + "dx");
          for (String name : List.of("weight", "bias")) {
            assertOperation(
                OPS.tensor(path + "train.d" + name),
                norm.parameters().get(name).gradient(),
                path + name);
          }
          for (String name : List.of("running_mean", "running_var")) {
            assertOperation(
                OPS.tensor(path + "train." + name), norm.buffers().get(name), path + name);
          }
        });
  }

  private static void fill(Tensor target, String name) {
    System.arraycopy(OPS.tensor(name).data(), 0, target.data(), 0, target.size());
  }

  @TestFactory
  Stream<DynamicTest> gate() {
    return cases(
        "gate.",
        ".x",
        path -> {
          Matcher setting = Pattern.compile("gate\\.k(\\d+)\\.(t([0-9.]+)|wta)\\.").matcher(path);
          setting.find();
          Variable x = Variable.parameter(OPS.images(path + "x"));
          Competition competition = Competition.groupsOf(Integer.parseInt(setting.group(1)));
          Competitor competitor = new Competitor(competition, 0, x.shape().extent(-1));
          competitor.phase(
              setting.group(3) == null
                  ? Phase.decided()
                  : Phase.gated(Double.parseDouble(setting.group(3))));
          Variable y = competitor.apply(x);
          y.backward(OPS.images(path + "dy"));
          assertOperation(OPS.images(path + "y"), y.value(), path + "y");
          assertOperation(OPS.images(path + "dx"), x.gradient(), path + "dx");
        });
  }

  @TestFactory
  Stream<DynamicTest> crossEntropy() {
    return cases(
        "cross_entropy.",
        ".logits",
        path -> {
          Variable logits = Variable.parameter(OPS.tensor(path + "logits"));
          Variable loss = new CrossEntropy().of(logits, OPS.file().integers(path + "target"));
          loss.backward();
          assertOperation(OPS.tensor(path + "loss"), loss.value(), path + "loss");
          assertOperation(OPS.tensor(path + "dlogits"), logits.gradient(), path + "dlogits");
        });
  }

  @TestFactory
  Stream<DynamicTest> linear() {
    return cases(
        "linear.",
        ".x",
        path -> {
          Variable x = Variable.parameter(OPS.tensor(path + "x"));
          Variable w = Variable.parameter(OPS.weights(path + "weight"));
          Variable b = Variable.parameter(OPS.tensor(path + "bias"));
          Variable y = x.matmul(w).add(b);
          y.backward(OPS.tensor(path + "dy"));
          assertOperation(OPS.tensor(path + "y"), y.value(), path + "y");
          assertOperation(OPS.tensor(path + "dx"), x.gradient(), path + "dx");
          assertOperation(OPS.weights(path + "dweight"), w.gradient(), path + "dweight");
          assertOperation(OPS.tensor(path + "dbias"), b.gradient(), path + "dbias");
        });
  }

  @TestFactory
  Stream<DynamicTest> pooling() {
    return cases(
        "",
        "pool2d.k2.x",
        name -> {
          String path = name.substring(0, name.length() - 1) + "pool2d.k2.";
          Variable x = Variable.parameter(OPS.images(path + "x"));
          Variable y = name.startsWith("max") ? x.maxPool2d(2, 2, 0) : x.averagePool2d(2, 2, 0);
          y.backward(OPS.images(path + "dy"));
          assertOperation(OPS.images(path + "y"), y.value(), path + "y");
          assertOperation(OPS.images(path + "dx"), x.gradient(), path + "dx");
        });
  }

  @Test
  void everyCaseIsRun() {
    long cases =
        Stream.of(conv2d(), batchNorm(), gate(), crossEntropy(), linear(), pooling())
            .mapToLong(Stream::count)
            .sum();
    long stored =
        OPS.file().names().stream()
            .filter(name -> name.endsWith(".x") || name.endsWith(".logits"))
            .count();
    assertEquals(stored, cases);
  }
}
