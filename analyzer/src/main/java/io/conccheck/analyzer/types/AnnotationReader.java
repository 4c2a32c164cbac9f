package io.conccheck.analyzer.types;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.List;

/** Reads the names of annotations from an attribute (JVMS 4.7.16); their values are skipped. */
final class AnnotationReader {

  private final ConstantPool pool;
  private final DataInputStream in;

  AnnotationReader(ConstantPool pool, byte[] body) {
    this.pool = pool;
    this.in = new DataInputStream(new ByteArrayInputStream(body));
  }

  void names(List<String> into) throws IOException {
    for (int n = in.readUnsignedShort(); n > 0; n--) {
      into.add(annotation());
    }
  }

  private String annotation() throws IOException {
    String type = pool.utf8(in.readUnsignedShort());
    for (int n = in.readUnsignedShort(); n > 0; n--) {
      in.readUnsignedShort();
      value();
    }
    String path = type.substring(1, type.length() - 1);
    return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('$')) + 1);
  }

  private void value() throws IOException {
    switch (in.readUnsignedByte()) {
      case 'e' -> in.skipBytes(4);
      case '@' -> annotation();
      case '[' -> {
        for (int n = in.readUnsignedShort(); n > 0; n--) {
          value();
        }
      }
      default -> in.skipBytes(2);
    }
  }
}
