package decisive.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * The expected text is NumPy 2.4's, {@code np.array2string(x, precision=4, suppress_small=True)},
 * with the shape after it.
 */
class TensorPrinterTest {
  private static final float NAN = Float.NaN;
  private static final float INFINITY = Float.POSITIVE_INFINITY;

  @Test
  void wholeNumbersEndInAPoint() {
    assertEquals("[1. 2. 3.] shape [3]", Tensor.vector(1, 2, 3).toString());
  }

  @Test
  void columnsAlignAtThePoint() {
    Tensor x = Tensor.matrix(new float[] {1, -2.5f, 3.14159f}, new float[] {10, 100, 0.001f});
    assertEquals(
        """
        [[  1.      -2.5      3.1416]
         [ 10.     100.       0.001 ]]
        shape [2,3]""",
        x.toString());
  }

  @Test
  void scalars() {
    assertEquals("1.5 shape []", Tensor.scalar(1.5f).toString());
    assertEquals("nan shape []", Tensor.scalar(NAN).toString());
    assertEquals("-0. shape []", Tensor.scalar(-0f).toString());
  }

  @Test
  void emptyTensors() {
    assertEquals("[] shape [0]", Tensor.zeros(0).toString());
    assertEquals("[] shape [3,0,2]", Tensor.zeros(3, 0, 2).toString());
  }

  @Test
  void notANumberAndInfinities() {
    assertEquals("[nan inf] shape [2]", Tensor.vector(NAN, INFINITY).toString());
    assertEquals(
        "[ 1.   nan -inf  0.5] shape [4]", Tensor.vector(1, NAN, -INFINITY, 0.5f).toString());
    assertEquals(
        "[1.e+10    nan    inf] shape [3]", Tensor.vector(1e10f, NAN, INFINITY).toString());
  }

  @Test
  void shortestDigitsThatGiveTheFloatBack() {
    assertEquals("[0.1    0.2    0.3333] shape [3]", Tensor.vector(.1f, .2f, 1f / 3).toString());
    assertEquals(
        "[ 1234.5677 99999.99  ] shape [2]", Tensor.vector(1234.5677f, 99999.99f).toString());
  }

  @Test
  void smallAmongLargeIsPrintedAsZero() {
    assertEquals("[ 0.5  0.  -0. ] shape [3]", Tensor.vector(0.5f, 1e-6f, -1e-6f).toString());
  }

  @Test
  void allSmallOrSomeLargeHasExponents() {
    assertEquals(
        "[ 1.0000e-06 -2.3457e-04  0.0000e+00] shape [3]",
        Tensor.vector(1e-6f, -2.3456789e-4f, 0).toString());
    assertEquals("[1.2e+08 5.0e-01] shape [2]", Tensor.vector(1.2e8f, 0.5f).toString());
    assertEquals("[8.e-45 1.e-45] shape [2]", Tensor.vector(9e-45f, Float.MIN_VALUE).toString());
    assertEquals("3.4028e+38 shape []", Tensor.scalar(Float.MAX_VALUE).toString());
    assertEquals("[999999.] shape [1]", Tensor.vector(999999).toString());
    assertEquals("[1.e+06] shape [1]", Tensor.vector(1e6f).toString());
    assertEquals("[0.001] shape [1]", Tensor.vector(1e-3f).toString());
  }

  @Test
  void matricesAreSetApart() {
    assertEquals(
        """
        [[[ 0.  1.]
          [ 2.  3.]]

         [[ 4.  5.]
          [ 6. 10.]]]
        shape [2,2,2]""",
        Tensor.vector(0, 1, 2, 3, 4, 5, 6, 10).reshape(2, 2, 2).toString());
    assertEquals(
        """
        [[[[0.]]]


         [[[1.]]]]
        shape [2,1,1,1]""",
        Tensor.range(2).reshape(2, 1, 1, 1).toString());
  }

  @Test
  void longLinesWrap() {
    assertEquals(
        """
        [ 0.  1.  2.  3.  4.  5.  6.  7.  8.  9. 10. 11. 12. 13. 14. 15. 16. 17.
         18. 19.]
        shape [20]""",
        Tensor.range(20).toString());
    assertEquals(
        """
        [[ 0.   0.5  1.   1.5  2.   2.5  3.   3.5  4.   4.5  5.   5.5  6.   6.5
           7.   7.5  8.   8.5  9.   9.5 10. ]]
        shape [1,21]""",
        Tensor.range(21).mul(0.5f).reshape(1, 21).toString());
  }

  @Test
  void aThousandElementsArePrintedInFullMoreAreShortened() {
    String full = Tensor.range(1000).toString();
    assertEquals(1000, full.chars().filter(c -> c == '.').count());
    assertEquals(
        "[   0.    1.    2. ...  998.  999. 1000.] shape [1001]", Tensor.range(1001).toString());
  }

  @Test
  void everyLongAxisIsShortened() {
    assertEquals(
        """
        [[   0.    1.    2. ...   97.   98.   99.]
         [ 100.  101.  102. ...  197.  198.  199.]
         [ 200.  201.  202. ...  297.  298.  299.]
         ...
         [1700. 1701. 1702. ... 1797. 1798. 1799.]
         [1800. 1801. 1802. ... 1897. 1898. 1899.]
         [1900. 1901. 1902. ... 1997. 1998. 1999.]]
        shape [20,100]""",
        Tensor.range(2000).reshape(20, 100).toString());
  }

  @Test
  void shortAxesStayWholeAndDotsStandAtTheirDepth() {
    assertEquals(
        """
        [[[   0.    1.]
          [   2.    3.]]

         [[   4.    5.]
          [   6.    7.]]

         [[   8.    9.]
          [  10.   11.]]

         ...

         [[1188. 1189.]
          [1190. 1191.]]

         [[1192. 1193.]
          [1194. 1195.]]

         [[1196. 1197.]
          [1198. 1199.]]]
        shape [300,2,2]""",
        Tensor.range(1200).reshape(300, 2, 2).toString());
  }

  @Test
  void theWidthIsThatOfWhatIsShown() {
    Tensor x = Tensor.zeros(2000);
    x.set(12345.678f, 1000);
    assertEquals("[0. 0. 0. ... 0. 0. 0.] shape [2000]", x.toString());
  }

  @Test
  void theLocaleDoesNotMatter() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertEquals("[ 1.5 -2. ] shape [2]", Tensor.vector(1.5f, -2).toString());
    } finally {
      Locale.setDefault(before);
    }
  }
}
