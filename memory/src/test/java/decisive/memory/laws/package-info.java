/**
 * What memories and encoders obey: published, so that those written elsewhere can be held to them.
 */
package decisive.memory.laws;
