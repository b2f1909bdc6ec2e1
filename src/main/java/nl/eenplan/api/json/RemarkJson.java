package nl.eenplan.api.json;

/** What the hub has to say to something that it did all the same. */
public record RemarkJson(String code, String nl, String en) {}
