package io.conccheck.analyzer.engine;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Writes records to bytes and reads them back: of strings, numbers, booleans, enums, lists, sets,
 * maps with string keys, records and sealed interfaces of records, all of which may be null. What
 * is written is read only by the same build of the same classes. Safe for use by several threads.
 */
final class RecordCodec {

  /** How values of one type are written. */
  private interface Shape {
    void write(ByteSink out, Object value) throws ReflectiveOperationException;

    Object read(ByteSource in) throws ReflectiveOperationException;
  }

  private final ConcurrentMap<Type, Shape> shapes = new ConcurrentHashMap<>();

  /**
   * The bytes of a record.
   *
   * @param self a string for which another one may stand when the bytes are read; or null
   */
  byte[] write(Record value, String self) {
    ByteSink out = new ByteSink(self);
    try {
      shape(value.getClass()).write(out, value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("cannot write " + value.getClass(), e);
    }
    return out.bytes();
  }

  /**
   * The record that those bytes are.
   *
   * @throws IllegalArgumentException if they are none
   */
  <T extends Record> T read(byte[] bytes, Class<T> type, String self) {
    try {
      return type.cast(shape(type).read(new ByteSource(bytes, self)));
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new IllegalArgumentException("no " + type.getSimpleName(), e);
    }
  }

  private Shape shape(Type type) {
    Shape known = shapes.get(type);
    if (known == null) {
      known = make(type);
      shapes.put(type, known);
    }
    return known;
  }

  private Shape make(Type type) {
    if (type instanceof ParameterizedType p) {
      Type[] of = p.getActualTypeArguments();
      return p.getRawType() == Map.class
          ? new MapShape(of[1])
          : new Many(of[0], p.getRawType() == Set.class);
    }
    Class<?> c = (Class<?>) type;
    if (c == String.class) {
      return new Text();
    } else if (c == int.class || c == long.class || c == boolean.class) {
      return new Number(c);
    } else if (c.isEnum()) {
      return new Choice(c.getEnumConstants());
    } else if (c.isRecord()) {
      return new Fields(c);
    } else if (c.isSealed()) {
      return new OneOf(c.getPermittedSubclasses());
    }
    throw new IllegalArgumentException("cannot keep a " + c);
  }

  private record Text() implements Shape {
    @Override
    public void write(ByteSink out, Object value) {
      out.string((String) value);
    }

    @Override
    public Object read(ByteSource in) {
      return in.string();
    }
  }

  private record Number(Class<?> type) implements Shape {
    @Override
    public void write(ByteSink out, Object value) {
      out.number(value instanceof Boolean b ? b ? 1 : 0 : ((java.lang.Number) value).longValue());
    }

    @Override
    public Object read(ByteSource in) {
      long n = in.number();
      if (type == boolean.class) {
        return n != 0;
      }
      return type == int.class ? (Object) (int) n : (Object) n;
    }
  }

  private record Choice(Object[] constants) implements Shape {
    @Override
    public void write(ByteSink out, Object value) {
      out.number(value == null ? 0 : ((Enum<?>) value).ordinal() + 1);
    }

    @Override
    public Object read(ByteSource in) {
      int n = (int) in.number();
      return n == 0 ? null : constants[n - 1];
    }
  }

  private final class Many implements Shape {
    private final Type element;
    private final boolean set;

    Many(Type element, boolean set) {
      this.element = element;
      this.set = set;
    }

    @Override
    public void write(ByteSink out, Object value) throws ReflectiveOperationException {
      Collection<?> all = (Collection<?>) value;
      out.number(all == null ? 0 : all.size() + 1);
      if (all != null && !all.isEmpty()) {
        Shape shape = shape(element);
        for (Object o : all) {
          shape.write(out, o);
        }
      }
    }

    @Override
    public Object read(ByteSource in) throws ReflectiveOperationException {
      int n = (int) in.number() - 1;
      if (n < 0) {
        return null;
      } else if (n == 0) {
        return set ? Set.of() : List.of();
      }
      Shape shape = shape(element);
      List<Object> all = new ArrayList<>(n);
      for (int i = 0; i < n; i++) {
        all.add(shape.read(in));
      }
      return set ? Set.copyOf(all) : Collections.unmodifiableList(all);
    }
  }

  private final class MapShape implements Shape {
    private final Type value;

    MapShape(Type value) {
      this.value = value;
    }

    @Override
    public void write(ByteSink out, Object map) throws ReflectiveOperationException {
      out.number(((Map<?, ?>) map).size());
      for (Map.Entry<?, ?> e : ((Map<?, ?>) map).entrySet()) {
        out.string((String) e.getKey());
        shape(value).write(out, e.getValue());
      }
    }

    @Override
    public Object read(ByteSource in) throws ReflectiveOperationException {
      int n = (int) in.number();
      Map<String, Object> map = new LinkedHashMap<>();
      for (int i = 0; i < n; i++) {
        String key = in.string();
        map.put(key, shape(value).read(in));
      }
      return map;
    }
  }

  private final class Fields implements Shape {
    private final Constructor<?> constructor;
    private final Method[] accessors;
    private final Type[] types;
    private final Shape[] shapes; // filled when first used, for types may contain themselves

    Fields(Class<?> type) {
      RecordComponent[] parts = type.getRecordComponents();
      Class<?>[] raw = new Class<?>[parts.length];
      accessors = new Method[parts.length];
      types = new Type[parts.length];
      shapes = new Shape[parts.length];
      for (int i = 0; i < parts.length; i++) {
        raw[i] = parts[i].getType();
        types[i] = parts[i].getGenericType();
        accessors[i] = parts[i].getAccessor();
        accessors[i].setAccessible(true);
      }
      try {
        constructor = type.getDeclaredConstructor(raw);
      } catch (NoSuchMethodException e) {
        throw new IllegalArgumentException(e);
      }
      constructor.setAccessible(true);
    }

    private Shape part(int i) {
      Shape shape = shapes[i];
      if (shape == null) {
        shape = shape(types[i]);
        shapes[i] = shape;
      }
      return shape;
    }

    @Override
    public void write(ByteSink out, Object value) throws ReflectiveOperationException {
      out.number(value == null ? 0 : 1);
      if (value != null) {
        for (int i = 0; i < accessors.length; i++) {
          part(i).write(out, accessors[i].invoke(value));
        }
      }
    }

    @Override
    public Object read(ByteSource in) throws ReflectiveOperationException {
      if (in.number() == 0) {
        return null;
      }
      Object[] values = new Object[types.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = part(i).read(in);
      }
      return constructor.newInstance(values);
    }
  }

  private final class OneOf implements Shape {
    private final List<Class<?>> classes;

    OneOf(Class<?>[] classes) {
      this.classes = List.of(classes);
    }

    @Override
    public void write(ByteSink out, Object value) throws ReflectiveOperationException {
      out.number(classes.indexOf(value.getClass()));
      shape(value.getClass()).write(out, value);
    }

    @Override
    public Object read(ByteSource in) throws ReflectiveOperationException {
      return shape(classes.get((int) in.number())).read(in);
    }
  }
}
