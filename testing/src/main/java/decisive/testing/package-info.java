/** What the tests of all modules share; on their class path, so that it is part of no module. */
package decisive.testing;
