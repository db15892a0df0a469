/** Values that know how they were made, and gradients. */
module decisive.autograd {
  requires transitive decisive.tensor;

  exports decisive.autograd;
}
