package io.conccheck.analyzer.types;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the declarations in a class file (JVMS 4). The class is never loaded. Use once. */
final class ClassFileReader {

  private static final int MAGIC = 0xCAFEBABE;

  private final DataInputStream in;
  private ConstantPool pool;
  private String name;
  private int flags;
  private String outer;
  private final Map<String, String> members = new LinkedHashMap<>();
  private String signature;
  private final List<String> annotations = new ArrayList<>();

  private ClassFileReader(byte[] bytes) {
    in = new DataInputStream(new ByteArrayInputStream(bytes));
  }

  /**
   * The class in those bytes.
   *
   * @throws IOException if they are no class file
   */
  static ClassInfo read(byte[] bytes) throws IOException {
    try {
      return new ClassFileReader(bytes).read();
    } catch (IndexOutOfBoundsException e) {
      throw new IOException("the class file is damaged", e);
    }
  }

  private ClassInfo read() throws IOException {
    if (in.readInt() != MAGIC) {
      throw new IOException("it is no class file");
    }
    in.readInt(); // version
    pool = ConstantPool.read(in);
    flags = in.readUnsignedShort();
    name = pool.className(in.readUnsignedShort());
    String superName = pool.className(in.readUnsignedShort());
    List<TypeRef> interfaces = new ArrayList<>();
    for (int n = in.readUnsignedShort(); n > 0; n--) {
      interfaces.add(TypeRef.of(pool.className(in.readUnsignedShort())));
    }
    Map<String, FieldInfo> fields = fields();
    Map<String, List<MethodInfo>> methods = methods();
    attributes();
    boolean isInterface = (flags & Flags.INTERFACE) != 0;
    TypeRef superclass = superName == null || isInterface ? null : TypeRef.of(superName);
    List<TypeParam> params = List.of();
    if (signature != null) {
      SignatureReader reader = new SignatureReader(signature);
      params = reader.typeParams();
      TypeRef first = reader.type();
      superclass = superclass == null ? null : first;
      interfaces.clear();
      while (reader.more()) {
        interfaces.add(reader.type());
      }
    }
    return new ClassFileInfo(
        name, flags, params, superclass, interfaces, fields, methods, members, outer, annotations);
  }

  private Map<String, FieldInfo> fields() throws IOException {
    Map<String, FieldInfo> fields = new LinkedHashMap<>();
    for (int n = in.readUnsignedShort(); n > 0; n--) {
      int access = in.readUnsignedShort();
      String field = pool.utf8(in.readUnsignedShort());
      Member member = member(pool.utf8(in.readUnsignedShort()));
      if ((access & Flags.SYNTHETIC) == 0) {
        TypeRef type = new SignatureReader(member.signature).type();
        fields.put(field, new FieldInfo(name, field, type, access, member.annotations));
      }
    }
    return fields;
  }

  private Map<String, List<MethodInfo>> methods() throws IOException {
    Map<String, List<MethodInfo>> methods = new LinkedHashMap<>();
    for (int n = in.readUnsignedShort(); n > 0; n--) {
      int access = in.readUnsignedShort();
      String method = pool.utf8(in.readUnsignedShort());
      Member member = member(pool.utf8(in.readUnsignedShort()));
      if ((access & Flags.SYNTHETIC) == 0 && !method.equals("<clinit>")) {
        methods.computeIfAbsent(method, m -> new ArrayList<>()).add(method(access, method, member));
      }
    }
    return methods;
  }

  private MethodInfo method(int access, String method, Member member) {
    SignatureReader reader = new SignatureReader(member.signature);
    List<TypeParam> typeParams = reader.typeParams();
    List<TypeRef> params = new ArrayList<>();
    reader.take('(');
    while (!reader.take(')')) {
      params.add(reader.type());
    }
    boolean hasBody = (access & (Flags.ABSTRACT | Flags.STATIC)) == 0;
    int extra = (flags & Flags.INTERFACE) != 0 && hasBody ? Flags.DEFAULT : 0;
    TypeRef returns = reader.type();
    return new MethodInfo(
        name, method, typeParams, params, returns, access | extra, member.annotations);
  }

  private record Member(String signature, List<String> annotations) {}

  private Member member(String descriptor) throws IOException {
    String generic = descriptor;
    List<String> found = new ArrayList<>();
    for (int n = in.readUnsignedShort(); n > 0; n--) {
      String attribute = pool.utf8(in.readUnsignedShort());
      byte[] body = in.readNBytes(in.readInt());
      if (attribute.equals("Signature")) {
        generic = pool.utf8((body[0] & 0xFF) << 8 | body[1] & 0xFF);
      } else if (attribute.endsWith("VisibleAnnotations") && !attribute.contains("Type")) {
        new AnnotationReader(pool, body).names(found);
      }
    }
    return new Member(generic, List.copyOf(found));
  }

  private void attributes() throws IOException {
    for (int n = in.readUnsignedShort(); n > 0; n--) {
      String attribute = pool.utf8(in.readUnsignedShort());
      byte[] body = in.readNBytes(in.readInt());
      switch (attribute) {
        case "Signature" -> signature = pool.utf8((body[0] & 0xFF) << 8 | body[1] & 0xFF);
        case "InnerClasses" -> innerClasses(body);
        case "Record" -> flags |= Flags.RECORD;
        case "RuntimeVisibleAnnotations", "RuntimeInvisibleAnnotations" ->
            new AnnotationReader(pool, body).names(annotations);
        default -> {}
      }
    }
  }

  private void innerClasses(byte[] body) throws IOException {
    DataInputStream table = new DataInputStream(new ByteArrayInputStream(body));
    for (int n = table.readUnsignedShort(); n > 0; n--) {
      String inner = pool.className(table.readUnsignedShort());
      String enclosing = pool.className(table.readUnsignedShort());
      int simple = table.readUnsignedShort();
      int access = table.readUnsignedShort();
      if (name.equals(inner)) {
        outer = enclosing;
        flags |= access;
      } else if (name.equals(enclosing) && simple != 0) {
        members.put(pool.utf8(simple), inner);
      }
    }
  }
}
