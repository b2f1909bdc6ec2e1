package nl.eenplan.portal;

/**
 * Something to choose in a form.
 *
 * @param value as it is sent
 * @param text in the reader's language
 */
public record Option(String value, String text) {}
