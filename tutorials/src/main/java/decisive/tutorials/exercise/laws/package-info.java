/**
 * The laws of the exercises, a class each: the contract that a solution implements, and properties
 * that hold for every correct one, tried on inputs that jqwik chooses and makes small.
 */
package decisive.tutorials.exercise.laws;
