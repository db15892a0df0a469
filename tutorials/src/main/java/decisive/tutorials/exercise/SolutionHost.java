package decisive.tutorials.exercise;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The process in which a student's class runs. It computes what it is asked for and knows nothing
 * of laws: {@link SolutionProcess}, in the process that judges, asks and compares. So whatever the
 * class does here (ends the process, writes to its channel, looks at our classes), it passes only
 * by answering as a correct one would.
 *
 * <pre>
 *   first       contract, class, number of classes, each: name, bytes    →  OK, or FAILED, why
 *   then again  number of the method, its arguments                      →  OK, result, arguments
 *                                                            or FAILED, classes of the exception,
 *                                                               message, line of the student's file
 * </pre>
 */
final class SolutionHost {
  static final int OK = 0;
  static final int FAILED = 1;

  /** Of the message of what a solution throws. */
  private static final int LONGEST_MESSAGE = 500;

  private SolutionHost() {}

  public static void main(String[] args) throws IOException {
    DataInputStream in =
        new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in)));
    DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
    System.setIn(InputStream.nullInputStream());
    System.setOut(System.err); // what a solution prints is no answer
    Method[] methods;
    Object solution;
    try {
      Class<?> contract = Class.forName(ContractValues.readText(in));
      methods = methods(contract);
      solution = instance(in, contract);
    } catch (Refused e) {
      out.writeByte(FAILED);
      ContractValues.writeText(out, e.getMessage());
      out.flush();
      return;
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
    out.writeByte(OK);
    out.flush();
    for (int method = in.read(); method >= 0; method = in.read()) {
      answer(solution, methods[method], in, out);
      out.flush();
    }
  }

  /** Those of a contract, in an order that both processes find. */
  static Method[] methods(Class<?> contract) {
    Method[] methods = contract.getMethods();
    Arrays.sort(methods, Comparator.comparing(Method::toString));
    return methods;
  }

  private static Object instance(DataInputStream in, Class<?> contract)
      throws IOException, Refused {
    String name = ContractValues.readText(in);
    Map<String, byte[]> classes = new HashMap<>();
    for (int count = in.readInt(); count > 0; count--) {
      classes.put(ContractValues.readText(in), ContractValues.readBytes(in));
    }
    try {
      Class<?> written = new Loader(classes).loadClass(name);
      if (!contract.isAssignableFrom(written)) {
        throw new Refused(
            "The class must say: implements "
                + contract.getEnclosingClass().getSimpleName()
                + "."
                + contract.getSimpleName());
      }
      return written.getConstructor().newInstance();
    } catch (InvocationTargetException e) {
      throw new Refused("Its constructor threw " + e.getCause());
    } catch (ExceptionInInitializerError e) {
      throw new Refused("Its static initializer threw " + e.getCause());
    } catch (ClassNotFoundException e) {
      throw new Refused("It has no class " + name + ".");
    } catch (ReflectiveOperationException e) {
      throw new Refused(
          "The class must be public, with a public constructor without parameters (or none).");
    } catch (LinkageError | StackOverflowError e) {
      throw new Refused("It cannot be loaded: " + e);
    }
  }

  private static void answer(
      Object solution, Method method, DataInputStream in, DataOutputStream out) throws IOException {
    Class<?>[] types = method.getParameterTypes();
    Object[] arguments = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      arguments[i] = ContractValues.read(in, types[i]);
    }
    Object result;
    try {
      result = method.invoke(solution, arguments);
    } catch (InvocationTargetException e) {
      failed(e.getCause(), solution.getClass(), out);
      return;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
    out.writeByte(OK);
    ContractValues.write(out, method.getReturnType(), result);
    for (int i = 0; i < types.length; i++) {
      ContractValues.write(out, types[i], arguments[i]); // which may have been written to
    }
  }

  private static void failed(Throwable thrown, Class<?> solution, DataOutputStream out)
      throws IOException {
    out.writeByte(FAILED);
    List<String> kinds = new ArrayList<>();
    for (Class<?> kind = thrown.getClass(); kind != Throwable.class; kind = kind.getSuperclass()) {
      kinds.add(kind.getName());
    }
    ContractValues.write(out, String[].class, kinds.toArray(String[]::new));
    String message = thrown.getMessage();
    ContractValues.writeText(
        out,
        message == null ? null : message.substring(0, Math.min(message.length(), LONGEST_MESSAGE)));
    out.writeInt(
        Arrays.stream(thrown.getStackTrace())
            .filter(frame -> frame.getClassName().startsWith(solution.getName()))
            .findFirst()
            .map(StackTraceElement::getLineNumber)
            .orElse(0));
  }

  /** The class cannot be tried: why. */
  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    Refused(String message) {
      super(message);
    }
  }

  private static final class Loader extends ClassLoader {
    private final Map<String, byte[]> classes;

    Loader(Map<String, byte[]> classes) {
      super(SolutionHost.class.getClassLoader());
      this.classes = classes;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] bytes = classes.get(name);
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, bytes, 0, bytes.length);
    }
  }
}
