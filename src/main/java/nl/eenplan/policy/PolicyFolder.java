package nl.eenplan.policy;

/**
 * What the policy folder holds, read in one go: the rows and the words that they are written in.
 */
public record PolicyFolder(Vocabulary vocabulary, PolicyTable table) {}
