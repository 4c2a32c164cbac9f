package io.conccheck.analyzer.source;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The characters of a source file.
 *
 * @param text the characters, without a byte order mark
 * @param utf8 false if the bytes were no UTF-8 and were read as ISO-8859-1 instead, which maps
 *     every byte to a character
 * @param lines number of lines
 */
record SourceText(String text, boolean utf8, int lines) {

  static SourceText of(byte[] bytes) {
    String text;
    boolean utf8 = true;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      text = new String(bytes, StandardCharsets.ISO_8859_1);
      utf8 = false;
    }
    if (text.startsWith("\uFEFF")) {
      text = text.substring(1);
    }
    return new SourceText(text, utf8, countLines(text));
  }

  private static int countLines(String text) {
    int lines = text.isEmpty() || text.endsWith("\n") ? 0 : 1;
    for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
      lines++;
    }
    return lines;
  }
}
