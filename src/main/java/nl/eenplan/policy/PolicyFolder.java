package nl.eenplan.policy;

import java.util.List;

/**
 * What the policy folder holds, read in one go: the rows and the words that they are written in.
 *
 * @param files in the order of their names, those without rows included
 */
public record PolicyFolder(Vocabulary vocabulary, PolicyTable table, List<PolicyFile> files) {}
