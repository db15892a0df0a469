package decisive.tutorials.exercise;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** A property that every correct solution has. It is tried on the same inputs each time. */
@Property(tries = 200, seed = "20171", shrinking = ShrinkingMode.OFF)
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Law {
  /** The law in words. */
  String value();
}
