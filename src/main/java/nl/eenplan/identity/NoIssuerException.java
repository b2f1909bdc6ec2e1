package nl.eenplan.identity;

/** Nothing tells whose tokens are to be believed. */
final class NoIssuerException extends RuntimeException {
  NoIssuerException() {
    super("No identity provider is set, and this is not the demo.");
  }
}
