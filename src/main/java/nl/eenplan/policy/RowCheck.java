package nl.eenplan.policy;

import nl.eenplan.client.Categories;

/** Whether a row that can be read also makes sense. */
final class RowCheck {

  private final Categories special;

  RowCheck(Vocabulary vocabulary) {
    this.special = vocabulary.ofSensitivity(Sensitivity.SPECIAL);
  }

  /** What a row must hold to make sense, word by word correct as it may be. */
  void check(YamlMap at, PolicyRow row) {
    String id = "%s.%s-to-%s".formatted(row.purpose(), row.from(), row.to());
    if (!row.id().equals(id) && !row.id().startsWith(id + ".")) {
      at.note(
          at.line(),
          "the id `%s` does not say what the row is about".formatted(row.id()),
          "write %s, or %s.<word> for a second row".formatted(id, id));
    }
    if (row.release().isEmpty()) {
      at.note(at.line(), "`release` is empty", "name what may pass, or remove the row");
    }
    Categories unreleased = row.require().minus(row.release());
    if (!unreleased.isEmpty()) {
      at.note(
          at.line(),
          "`require` names %s, which `release` does not".formatted(unreleased),
          "add it to `release` or take it out of `require`");
    }
    Categories contradicted = row.never().and(row.release());
    if (!contradicted.isEmpty()) {
      at.note(
          at.line(),
          "`never` and `release` both name %s".formatted(contradicted),
          "take it out of one of them");
    }
    checkGround(at, row);
    checkSecrecy(at, row);
    if (!row.review().isAfter(row.approvedOn())) {
      at.note(at.line(), "`review` is not after `on`", "write the day of the next review");
    }
  }

  private void checkGround(YamlMap at, PolicyRow row) {
    if (row.basis().avg().contains("A6-1-a") && row.condition() == Condition.NONE) {
      at.note(
          at.line(),
          "consent is the ground and is not asked for",
          "write `condition: explicit-consent`, or the ground that it really is");
    }
    if (row.condition() != Condition.NONE && at.has("on-objection")) {
      at.note(
          at.line(),
          "`on-objection` has no meaning where consent is asked: no is no",
          "remove `on-objection`");
    }
    Categories unexcepted = row.release().and(special);
    if (!unexcepted.isEmpty() && !row.basis().avg().contains("A9-")) {
      at.note(
          at.line(),
          "%s is special and the basis names no exception of AVG art. 9".formatted(unexcepted),
          "write `avg: [A6-.., A9-..]`, or take it out of `release`");
    }
  }

  private static void checkSecrecy(YamlMap at, PolicyRow row) {
    if (row.secrecy() == Secrecy.NONE && row.lifted().isPresent()) {
      at.note(
          at.line(),
          "%s has no duty of secrecy to lift".formatted(row.from()),
          "remove `lifts-secrecy`, or give the kind its `secrecy` in " + VocabularyReader.FILE);
    }
    if (row.secrecy() != Secrecy.NONE && row.lifted().isEmpty()) {
      at.note(
          at.line(),
          "%s has a duty of secrecy and the row does not say what lifts it".formatted(row.from()),
          "write `lifts-secrecy:` with the article, or remove the row");
    }
    if (row.emergency() != row.basis().avg().contains("A6-1-d")) {
      at.note(
          at.line(),
          "a vital interest (A6-1-d) is for emergencies, and an emergency for nothing else",
          "write both `emergency: vital-interest` and `A6-1-d`, or neither");
    }
    if (row.onObjection() == OnObjection.OVERRIDE && !row.emergency()) {
      at.note(
          at.line(),
          "an objection is overridden in an emergency only",
          "write `on-objection: refuse` or `review`");
    }
    if (row.emergency() && row.condition() != Condition.NONE) {
      at.note(at.line(), "an emergency does not wait for consent", "write `condition: none`");
    }
    if (row.condition() != Condition.NONE && row.consentLasts().isEmpty()) {
      at.note(
          at.line(),
          "consent is asked, and the file does not say for how long it holds at most",
          "write `consent-lasts: P1Y` (one year) at the top of the file");
    }
  }
}
