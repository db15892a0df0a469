/** The classic associative memories, what they store, and memories in files. */
@SuppressWarnings("requires-automatic") // libraries without a module-info
module decisive.memory {
  requires transitive decisive.tensor;
  requires commons.math3;
  requires ejml.core;
  requires ejml.ddense;

  exports decisive.memory;
  exports decisive.memory.encode;
  exports decisive.memory.store;
}
