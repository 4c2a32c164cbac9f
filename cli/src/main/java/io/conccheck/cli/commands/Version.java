package io.conccheck.cli.commands;

import picocli.CommandLine.IVersionProvider;

/** The version that the jar's manifest tells. */
final class Version implements IVersionProvider {

  static String text() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "conccheck " + text(), "Java " + Runtime.version() + ", " + System.getProperty("java.home")
    };
  }
}
