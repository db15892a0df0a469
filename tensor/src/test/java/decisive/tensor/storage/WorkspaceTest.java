package decisive.tensor.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.tensor.Shape;
import decisive.tensor.Tensor;
import decisive.tensor.parallel.Workers;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkspaceTest {
  private final Workspace workspace = new Workspace();

  @AfterEach
  void nothingStaysOpen() {
    assertEquals(null, Workspace.current());
  }

  private Tensor lent() {
    try (Workspace.Scope scope = workspace.open()) {
      return Tensor.zeros(2, 3);
    }
  }

  @Test
  void anArrayIsLentAgainAfterItWasTakenBack() {
    Tensor first = lent();
    float[] array = first.data();
    assertNotSame(array, lent().data());
    workspace.takeBack();
    Tensor next = lent();
    assertTrue(array == next.data() || array == lent().data());
    assertEquals(Tensor.zeros(2, 3), next); // poisoned in between
  }

  @Test
  void whatWasTakenBackCannotBeRead() {
    Tensor tensor = lent();
    Tensor view = tensor.reshape(3, 2);
    workspace.takeBack();
    for (Tensor gone : new Tensor[] {tensor, view}) {
      String message = assertThrows(IllegalStateException.class, gone::data).getMessage();
      assertTrue(message.contains("taken back") && message.contains("keep()"), message);
      assertThrows(IllegalStateException.class, () -> gone.add(1));
      assertThrows(IllegalStateException.class, () -> gone.get(0, 0));
    }
  }

  @Test
  void whatIsKeptStays() {
    Tensor tensor = lent().fill(7);
    Tensor view = tensor.reshape(3, 2);
    tensor.keep();
    workspace.takeBack();
    lent();
    assertEquals(7, view.get(2, 1));
    assertNotSame(tensor.data(), lent().data());
  }

  @Test
  void whatIsReleasedGoesToTheNextAtOnceKeptOrNot() {
    for (boolean kept : new boolean[] {false, true}) {
      Tensor tensor = lent();
      float[] array = tensor.data();
      if (kept) {
        tensor.keep();
      }
      Storage.behind(tensor).release();
      Storage.behind(tensor).release(); // once is enough
      assertThrows(IllegalStateException.class, tensor::data);
      assertSame(array, lent().data());
      assertNotSame(array, lent().data());
    }
  }

  @Test
  void outsideNothingIsLent() {
    Tensor tensor = Tensor.zeros(2, 3);
    Storage.behind(tensor).release();
    workspace.takeBack();
    assertEquals(0, tensor.get(1, 2));
    float[] own = new float[6];
    try (Workspace.Scope scope = workspace.open()) {
      Tensor around = Tensor.of(own, 2, 3);
      Storage.behind(around).release();
      workspace.takeBack();
      assertSame(own, around.data());
    }
  }

  @Test
  void theInnermostScopeLends() {
    Workspace inner = new Workspace();
    Tensor ofOuter;
    Tensor ofInner;
    try (Workspace.Scope scope = workspace.open()) {
      try (Workspace.Scope nested = inner.open()) {
        ofInner = Tensor.zeros(1);
      }
      ofOuter = Tensor.zeros(1);
    }
    inner.takeBack();
    assertThrows(IllegalStateException.class, ofInner::data);
    assertEquals(0, ofOuter.item());
  }

  @Test
  void anArrayThatAWholeStepHadNoUseForIsLetGo() {
    float[] array = lent().data();
    workspace.takeBack(); // idle during the next step,
    workspace.takeBack(); // which is over
    assertNotSame(array, lent().data());
  }

  @Test
  void whatIsLentWhenItClosesStaysWithItsTensors() {
    Tensor tensor = lent();
    workspace.close();
    workspace.takeBack();
    Storage.behind(tensor).release();
    assertEquals(0, tensor.get(1, 2));
  }

  @Test
  void itIsTheThreadsOwn() {
    AtomicReference<Tensor> others = new AtomicReference<>();
    try (Workspace.Scope scope = workspace.open()) {
      Thread other = new Thread(() -> others.set(Tensor.zeros(2, 3)));
      other.start();
      other.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    workspace.takeBack();
    assertEquals(0, others.get().get(0, 0));
  }

  /** An operation that left an element of a blank tensor unwritten would show NaN. */
  @Test
  void testsRunOnPoisonedMemory() {
    assertTrue(Float.isNaN(Tensor.empty(Shape.of(3)).get(1)));
    Tensor tensor = lent();
    float[] array = tensor.data();
    workspace.takeBack();
    assertTrue(Float.isNaN(array[0]));
  }

  @Test
  void marksTellWhatWasLentLater() {
    try (Workspace.Scope scope = workspace.open()) {
      Storage before = Storage.empty(1);
      long mark = Workspace.mark();
      assertFalse(before.lentSince(mark));
      assertTrue(Storage.empty(1).lentSince(mark));
      assertFalse(Storage.of(new float[1]).lentSince(mark));
    }
    assertFalse(Storage.empty(1).lentSince(0));
  }

  @Test
  void parallelLoopsReadWhatIsLent() {
    Tensor tensor = lent().fill(2);
    float[] sums = new float[6];
    Workers.forEach(6, i -> sums[i] = tensor.data()[i]);
    assertEquals(Tensor.of(sums, 2, 3), tensor);
  }
}
