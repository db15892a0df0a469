/** Networks: layers, competition, training, and networks that have decided. */
module decisive.nn {
  requires transitive decisive.autograd;

  exports decisive.nn;
  exports decisive.nn.block;
  exports decisive.nn.checkpoint;
  exports decisive.nn.competition;
  exports decisive.nn.count;
  exports decisive.nn.decide;
  exports decisive.nn.layer;
  exports decisive.nn.resnet;
  exports decisive.nn.topology;
  exports decisive.nn.train;
  exports decisive.nn.train.loss;
  exports decisive.nn.train.metric;
  exports decisive.nn.train.optimize;
}
