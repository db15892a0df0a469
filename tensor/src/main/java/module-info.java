/**
 * Arrays of numbers. The kernels and what is around them are for the modules of the house alone:
 * they trust their arguments, and change with what makes them fast.
 *
 * <p>The Vector API's module is not named: were it "requires static", javac 17 would warn of an
 * incubating module in every program that is compiled against this one. {@code KernelSet} reads it
 * if it is there.
 */
@SuppressWarnings("module") // those that it is exported to are compiled later
module decisive.tensor {
  requires com.fasterxml.jackson.core;
  requires org.apache.commons.text;

  exports decisive.tensor;
  exports decisive.tensor.io;
  exports decisive.tensor.random;
  exports decisive.tensor.kernels to
      decisive.autograd,
      decisive.nn,
      decisive.experiments,
      decisive.cli;
  exports decisive.tensor.parallel to
      decisive.autograd,
      decisive.nn,
      decisive.memory,
      decisive.experiments,
      decisive.tutorials,
      decisive.cli;
  exports decisive.tensor.sparse to
      decisive.autograd,
      decisive.nn;
  exports decisive.tensor.storage to
      decisive.autograd,
      decisive.nn;
}
