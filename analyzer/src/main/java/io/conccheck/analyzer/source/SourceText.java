package io.conccheck.analyzer.source;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * The characters of a source file.
 *
 * @param text the characters, without a byte order mark
 * @param asExpected false if the bytes were not of the encoding expected and were read as
 *     ISO-8859-1 instead, which maps every byte to a character
 * @param lines number of lines
 */
record SourceText(String text, boolean asExpected, int lines) {

  static SourceText of(byte[] bytes, Charset encoding) {
    String text;
    boolean asExpected = true;
    try {
      text = encoding.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      text = new String(bytes, StandardCharsets.ISO_8859_1);
      asExpected = false;
    }
    if (text.startsWith("\uFEFF")) {
      text = text.substring(1);
    }
    return new SourceText(text, asExpected, countLines(text));
  }

  private static int countLines(String text) {
    int lines = text.isEmpty() || text.endsWith("\n") ? 0 : 1;
    for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
      lines++;
    }
    return lines;
  }
}
