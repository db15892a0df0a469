package decisive.tutorials.exercise;

import net.jqwik.api.lifecycle.AddLifecycleHook;

/**
 * What solutions of an exercise are held to: methods annotated with {@link Law}, which throw an
 * {@link AssertionError} with words ({@link Claim}).
 *
 * @param <C> the contract that a solution implements
 */
@AddLifecycleHook(LawWitness.class)
public abstract class Laws<C> {
  private final Class<C> contract;

  protected Laws(Class<C> contract) {
    this.contract = contract;
  }

  /** The interface that a solution implements. */
  public Class<C> contract() {
    return contract;
  }

  /** What is on trial. */
  protected C solution() {
    return contract.cast(Trial.current().solution());
  }
}
