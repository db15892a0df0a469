package decisive.memory;

import static decisive.testing.Thrown.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MessageTest {
  @Test
  void erasingMakesANewMessage() {
    Message message = Message.of(3, 10, 7);
    Message part = message.erase(1);
    assertEquals("[3, 10, 7]", message.toString());
    assertEquals("[3, ?, 7]", part.toString());
    assertEquals(3, part.length());
    assertEquals(2, part.known());
    assertEquals(7, part.symbol(2));
    assertEquals(Message.ERASED, part.symbol(1));
    assertTrue(part.isErased(1));
    assertFalse(part.isErased(0));
    assertEquals(Message.of(3, Message.ERASED, 7), part);
    assertEquals(part, part.erase(1));
    assertEquals(part.hashCode(), part.erase(1, 1).hashCode());
    assertNotEquals(message, part);
    assertEquals(0, message.erase(0, 1, 2).known());
  }

  @Test
  void sparseMessagesLeaveClustersUnused() {
    Message message = Message.unused(5).with(1, 12).with(4, 0);
    assertEquals(Message.of(Message.UNUSED, 12, Message.UNUSED, Message.UNUSED, 0), message);
    assertEquals("[-, 12, -, -, 0]", message.toString());
    assertEquals(2, message.known());
    assertTrue(message.isUnused(0));
    assertFalse(message.isErased(0));
    assertEquals("[-, ?, -, -, 0]", message.erase(1).toString());
    assertEquals("[?, 12, ?, ?, 0]", message.eraseUnused().toString());
    assertEquals(message.erase(0), message.with(0, Message.ERASED));
  }

  @Test
  void symbolsDoNotFollowTheCallersArray() {
    int[] symbols = {1, 2};
    Message message = Message.of(symbols);
    symbols[0] = 9;
    assertEquals(Message.of(1, 2), message);
  }

  @Test
  void refusesNoSymbolsNegativeSymbolsAndClustersThatDoNotExist() {
    assertEquals(
        "message: it has no symbols; give one for each cluster of the memory",
        refused(Message::of));
    assertEquals(
        "message: symbol -3 of cluster 1 is negative; "
            + "symbols are 0 or more, Message.ERASED (-1) where unknown, "
            + "Message.UNUSED (-2) where a sparse message has none",
        refused(() -> Message.of(4, -3)));
    String cluster = "cluster 2 does not exist: the clusters of message [4, ?] run from 0 to 1";
    Message message = Message.of(4, Message.ERASED);
    assertEquals(cluster, refused(() -> message.symbol(2)));
    assertEquals(cluster, refused(() -> message.isErased(2)));
    assertEquals(cluster, refused(() -> message.erase(0, 2)));
    assertEquals(cluster, refused(() -> message.with(2, 0)));
    assertEquals(
        "message: length 0; give the number of clusters of the memory",
        refused(() -> Message.unused(0)));
  }
}
