package decisive.experiments.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import decisive.nn.competition.Competition;
import decisive.nn.resnet.ResNet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunConfigTest {
  private static RunConfig config(String json) {
    return RunConfigJson.parse(json, "test");
  }

  @Test
  void whatIsNotGivenIsThePapersRecipe() {
    RunConfig config = config("{\"data\": \"digits\", \"k\": 4}");
    assertEquals(
        "{\"data\":\"digits\",\"model\":\"resnet20\",\"bottleneck\":false,\"width\":16,\"k\":4,"
            + "\"strided\":false,\"winners_to_one\":false,\"temperature\":\"1:1000\",\"epochs\":30,"
            + "\"batch\":128,\"lr\":0.1,\"momentum\":0.9,\"nesterov\":false,\"schedule\":\"steps\","
            + "\"weight_decay\":5.0E-4,\"label_smoothing\":0.0,\"augment\":\"none\",\"seed\":42}",
        RunConfigJson.line(config));
    assertEquals(1, config.temperatureSchedule().at(0));
    assertEquals(1000, config.temperatureSchedule().at(1));
    assertEquals(0.1, config.learningRate().at(10, 30), 1e-15);
    assertEquals("crop4,flip", config("{\"data\": \"cifar10:x\", \"k\": 1}").augment());
  }

  @Test
  void aDesignIsMadeOfEverySetting() {
    assertEquals(
        ResNet.named("resnet20").width(8).competition(Competition.groups(4).strided()),
        config("{\"data\": \"d\", \"width\": 8, \"c\": 4, \"strided\": true}").design(3, 10));
    assertEquals(
        ResNet.bottlenecks(1, 1)
            .channels(1)
            .classes(5)
            .competition(Competition.groupsOfEach(1, 2, 4, 1, 2, 4).winnersToOne()),
        config(
                "{\"data\": \"d\", \"blocks\": [1, 1], \"bottleneck\": true,"
                    + " \"k_per_layer\": [1, 2, 4, 1, 2, 4], \"winners_to_one\": true}")
            .design(1, 5));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'k': 1 | data is missing: name a data set, as in digits",
        "'data': 'd' | k is missing, and so are k-per-layer and c; k 1 means no competition",
        "'data': 'd', 'k': 1, 'c': 2 | k and k_per_layer and c exclude one another",
        "'data': 'd', 'k': 3 | k 3: competition 0: groups of 3 do not divide 16 maps; choose a"
            + " divisor of 16",
        "'data': 'd', 'k': 0 | k 0: competition: group size (k) is 0, must be ≥ 1",
        "'data': 'd', 'k_per_layer': [1, 2] | k_per_layer [1, 2]: competition: 2 group sizes"
            + " given, the network has 18 competitions",
        "'data': 'd', 'k': 1, 'model': 'vgg' | model vgg: model vgg: unknown; there are resnet8,"
            + " resnet18, resnet20, resnet34 and resnet50",
        "'data': 'd', 'k': 1, 'model': 'resnet8', 'blocks': [1] | blocks and model exclude one"
            + " another",
        "'data': 'd', 'k': 1, 'blocks': [] | blocks []: resnet: 0 stages; choose 1 to 8",
        "'data': 'd', 'k': 1, 'blocks': [1, null] | blocks [1, null]: want numbers",
        "'data': 'd', 'k': 1, 'bottleneck': true | bottleneck goes with blocks",
        "'data': 'd', 'k': 1, 'width': 0 | width 0: want 1 to 4096",
        "'data': 'd', 'k': 1, 'temperature': '1' | temperature 1: want the first and the last,"
            + " both above 0, as in 1:1000",
        "'data': 'd', 'k': 1, 'temperature': '0:9' | temperature 0:9: want the first and the"
            + " last, both above 0, as in 1:1000",
        "'data': 'd', 'k': 1, 'epochs': 10001 | epochs 10001: want 1 to 10000",
        "'data': 'd', 'k': 1, 'batch': 0 | batch 0: want 1 to 65536",
        "'data': 'd', 'k': 1, 'lr': 0 | lr 0.0: want a number above 0",
        "'data': 'd', 'k': 1, 'momentum': 1 | momentum 1.0: want 0 to below 1",
        "'data': 'd', 'k': 1, 'nesterov': true, 'momentum': 0 | nesterov wants a momentum above 0",
        "'data': 'd', 'k': 1, 'schedule': 'up' | schedule up: want steps, one-cycle, cosine or"
            + " constant",
        "'data': 'd', 'k': 1, 'weight_decay': -1 | weight_decay -1.0: want 0 or more",
        "'data': 'd', 'k': 1, 'label_smoothing': 1 | label_smoothing 1.0: want 0 to below 1",
        "'data': 'd', 'k': 1, 'threads': 0 | threads 0: want 1 to 1024",
      })
  void settingsThatNoRunCanHave(String settings, String message) {
    String json = "{" + settings.replace('\'', '"') + "}";
    assertEquals(
        message, assertThrows(InvalidSettingException.class, () -> config(json)).getMessage());
  }

  @Test
  void anUnknownAugmentationIsSaidWithTheKey() {
    InvalidSettingException e =
        assertThrows(
            InvalidSettingException.class,
            () -> config("{\"data\": \"d\", \"k\": 1, \"augment\": \"spin\"}"));
    assertEquals("augment", e.key());
    assertEquals(0, e.problem().indexOf("spin: "), e.problem());
  }

  @Test
  void givenSettingsTakePrecedenceAndPushTheirAlternativesAside() throws IOException {
    RunConfig config = config("{\"data\": \"d\", \"k\": 4, \"model\": \"resnet8\", \"lr\": 1}");
    Path file = Files.createTempFile("config", ".json");
    try {
      Files.writeString(file, RunConfigJson.write(config));
      RunConfig changed =
          RunConfigJson.read(
              file, Map.of("c", List.of(2), "blocks", List.of(1), "lr", 0.5, "width", 4));
      assertEquals(List.of(2), changed.c());
      assertEquals(null, changed.k());
      assertEquals(null, changed.model());
      assertEquals(List.of(1), changed.blocks());
      assertEquals(0.5, changed.lr());
      assertEquals(4, changed.width());
    } finally {
      Files.delete(file);
    }
  }

  /** As editors on Windows write it. */
  @Test
  void aByteOrderMarkIsPassedOver() throws IOException {
    RunConfig config = config("{\"data\": \"d\", \"k\": 4}");
    Path file = Files.createTempFile("config", ".json");
    try {
      Files.writeString(file, "\uFEFF" + RunConfigJson.write(config));
      assertEquals(config, RunConfigJson.read(file, Map.of()));
    } finally {
      Files.delete(file);
    }
  }
}
