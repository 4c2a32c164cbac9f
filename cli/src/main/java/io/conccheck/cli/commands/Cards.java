package io.conccheck.cli.commands;

import io.conccheck.findings.card.CardCatalog;

/** The cards of all rules and finding kinds, of the analyzer as of the agent. */
final class Cards {

  private Cards() {}

  static CardCatalog all() {
    return CardCatalog.of(Cards.class.getClassLoader());
  }
}
