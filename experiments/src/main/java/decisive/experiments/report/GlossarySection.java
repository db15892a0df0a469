package decisive.experiments.report;

/** How to read the page. */
final class GlossarySection {
  private static final String HTML =
      """
      <section id="glossary">
      <h2>How to read this</h2>
      <dl>
      <dt>k</dt>
      <dd>Feature maps per group. In each group, at each place, only the largest value stays: one \
      winner. k = 1 means no competition, the plain network.</dd>
      <dt>softmax gate, temperature</dt>
      <dd>While learning, the losers are not cut off but damped, by exp(T · (value − largest value \
      of the group)). The temperature T grows step by step until only winners are left.</dd>
      <dt>multiplications, exact</dt>
      <dd>Output elements × input channels × kernel area, divided by k where the input comes from \
      a competition; the final linear layer is not in it.</dd>
      <dt>executed</dt>
      <dd>Measured while answering the test images: only products whose input is not zero. A winner \
      that is zero needs none either.</dd>
      <dt>shallow memory</dt>
      <dd>A hetero-associative memory: it stores for each training image which pixel (or winner) \
      goes with which class, as bits, and answers with the classes that most of them point to.</dd>
      <dt>codes</dt>
      <dd>The winners of the last competition of a trained network, as bits, stored in the shallow \
      memory in place of pixels.</dd>
      <dt>ties shared</dt>
      <dd>When a memory names n classes and the correct one is among them, it earns 1/n of the \
      image.</dd>
      </dl>
      </section>
      """;

  private GlossarySection() {}

  static String html() {
    return HTML;
  }
}
