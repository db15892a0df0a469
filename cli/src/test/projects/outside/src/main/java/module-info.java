module outside {
  requires decisive.datasets;
  requires decisive.nn;
}
