package decisive.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Texts, JSON and pages are the same in every locale: Arabic and Marathi have digits of their own,
 * German has other separators, and Turkish another small I.
 */
class LocaleTest {
  @TempDir private Path directory;
  private Locale before;

  @BeforeEach
  void remember() {
    before = Locale.getDefault();
  }

  @AfterEach
  void restore() {
    Locale.setDefault(before);
  }

  /** What commands print and write in a locale, in a directory of the same name. */
  private List<String> printed(Locale locale, Path where) throws IOException {
    Locale.setDefault(locale);
    String words = where.resolve("words.mem").toString();
    Path run = where.resolve("run");
    List<String> printed = new ArrayList<>();
    for (String[] command :
        List.of(
            new String[] {"count", "--model", "resnet18", "--k", "4", "--per-layer"},
            new String[] {"count", "--model", "resnet8", "--k", "4", "--json"},
            new String[] {"data", "info", "digits"},
            new String[] {"data", "info", "digits", "--json"},
            new String[] {"memory", "create", words, "--encoder", "words8-sliding"},
            new String[] {"memory", "store", words, "computer", "commuter"},
            new String[] {"memory", "retrieve", words, "com?u?er"},
            new String[] {"memory", "info", words},
            new String[] {"memory", "info", words, "--json"},
            new String[] {"lessons"},
            new String[] {"exercise", "list"},
            new String[] {"help", "train"},
            new String[] {"frobnicate"},
            new String[] {
              "train",
              "--data",
              "digits:8",
              "--model",
              "resnet8",
              "--width",
              "4",
              "--epochs",
              "1",
              "--batch",
              "40",
              "--k",
              "2",
              "--out",
              run.toString()
            })) {
      DecisiveTest.Result result = RealCommands.run(command);
      printed.add(
          (result.code() + result.out() + (command[0].equals("train") ? "" : result.err()))
              .replace(where.toString(), "DIR"));
    }
    printed.add(Files.readString(run.resolve("config.json")).replace(where.toString(), "DIR"));
    String page = Files.readString(run.resolve("report.html"));
    printed.add( // whatever was measured of time, its digits are 0 to 9
        page.replaceAll("(?s)<svg.*?</svg>", "")
            .replaceAll("[\\d.,]+", "N")
            .replace(where.toString(), "DIR"));
    return printed;
  }

  @ParameterizedTest
  @ValueSource(strings = {"ar-EG-u-nu-arab", "mr-IN", "de-DE", "tr-TR"})
  void printsTheSame(String tag) throws IOException {
    Path plain = Files.createDirectory(directory.resolve("root"));
    Path other = Files.createDirectory(directory.resolve("other"));
    List<String> expected = printed(Locale.ROOT, plain);
    List<String> found = printed(Locale.forLanguageTag(tag), other);
    for (int i = 0; i < expected.size(); i++) {
      assertEquals(expected.get(i), found.get(i));
    }
  }

  /** The locales of this test do change what Java formats by default. */
  @Test
  void theLocalesDiffer() {
    assertTrue(String.format(Locale.forLanguageTag("mr-IN"), "%d", 1).equals("१"));
    assertTrue(String.format(Locale.forLanguageTag("de-DE"), "%,d", 1000).equals("1.000"));
  }
}
