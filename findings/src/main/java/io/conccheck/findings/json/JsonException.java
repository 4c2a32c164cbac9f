package io.conccheck.findings.json;

/** A text that is not JSON; the message tells what was expected and at which offset. */
public final class JsonException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public JsonException(String message) {
    super(message);
  }
}
