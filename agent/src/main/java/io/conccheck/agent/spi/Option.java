package io.conccheck.agent.spi;

/**
 * One agent option.
 *
 * @param key kebab-case
 * @param standard the value it has where nobody sets it, as it would be written
 * @param meaning one line for a reader, lower-case start, no final stop
 */
public record Option(String key, String standard, String meaning) {}
