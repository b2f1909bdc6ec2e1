package nl.eenplan.policy;

import java.util.List;
import java.util.Map;

/**
 * What the policy folder holds, read in one go: the rows and the words that they are written in.
 *
 * @param files in the order of their names, those without rows included
 * @param texts what was read, by file name
 */
public record PolicyFolder(
    Vocabulary vocabulary, PolicyTable table, List<PolicyFile> files, Map<String, String> texts) {}
