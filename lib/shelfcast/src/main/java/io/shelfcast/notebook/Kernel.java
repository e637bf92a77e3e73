package io.shelfcast.notebook;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The Jupyter kernel that this program runs in, JJava or IJava. Both have the same renderer under
 * different package names, so that it is called by name; the library depends on neither.
 */
final class Kernel {

  /**
   * The class that knows the running kernel, the method that gives it, and the renderer's package.
   */
  private static final List<String[]> KNOWN =
      List.of(
          new String[] {
            "org.dflib.jjava.jupyter.kernel.BaseKernel",
            "notebookKernel",
            "org.dflib.jjava.jupyter.kernel.display."
          },
          new String[] {
            "io.github.spencerpark.ijava.IJava",
            "getKernelInstance",
            "io.github.spencerpark.jupyter.kernel.display."
          });

  private final Object renderer;
  private final String displayPackage;

  private Kernel(Object renderer, String displayPackage) {
    this.renderer = renderer;
    this.displayPackage = displayPackage;
  }

  /** Empty outside of a kernel. */
  static Optional<Kernel> running() {
    for (String[] known : KNOWN) {
      try {
        Object kernel = Class.forName(known[0]).getMethod(known[1]).invoke(null);
        if (kernel != null) {
          return Optional.of(new Kernel(call(kernel, "getRenderer"), known[2]));
        }
      } catch (ReflectiveOperationException e) {
        continue; // not this kernel
      }
    }
    return Optional.empty();
  }

  /**
   * How a value shows itself.
   *
   * @param data by MIME type: text, or an image in base64
   * @param size of an image in pixels, {width, height}; null for a text
   */
  record Shown(Map<String, String> data, int[] size) {}

  /** Lets values of a type, as the last of a cell, show themselves. */
  <T> void show(Class<T> type, Function<T, Shown> how) {
    try {
      Class<?> function = Class.forName(displayPackage + "RenderFunction");
      Object rendering =
          Proxy.newProxyInstance(
              function.getClassLoader(),
              new Class<?>[] {function},
              (proxy, method, arguments) ->
                  method.getName().equals("render")
                      ? put(how.apply(type.cast(arguments[0])), arguments[1])
                      : method.invoke(this, arguments));
      Object registration =
          renderer.getClass().getMethod("createRegistration", Class.class).invoke(renderer, type);
      registration.getClass().getMethod("register", function).invoke(registration, rendering);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("This kernel cannot show " + type.getName(), e);
    }
  }

  private static Object put(Shown shown, Object context) throws ReflectiveOperationException {
    Object data = call(context, "getOutputContainer");
    for (Map.Entry<String, String> e : shown.data().entrySet()) {
      data.getClass()
          .getMethod("putData", String.class, Object.class)
          .invoke(data, e.getKey(), e.getValue());
      if (shown.size() != null && e.getKey().startsWith("image/")) {
        Map<String, Integer> size = Map.of("width", shown.size()[0], "height", shown.size()[1]);
        data.getClass()
            .getMethod("putMetaData", String.class, Object.class)
            .invoke(data, e.getKey(), size);
      }
    }
    return null;
  }

  private static Object call(Object target, String method) throws ReflectiveOperationException {
    try {
      return target.getClass().getMethod(method).invoke(target);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
