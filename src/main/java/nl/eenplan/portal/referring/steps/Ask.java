package nl.eenplan.portal.referring.steps;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.client.Categories;
import nl.eenplan.client.Category;
import nl.eenplan.client.Fact;
import nl.eenplan.client.Facts;
import nl.eenplan.client.Person;
import nl.eenplan.door.Words;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.policy.Purpose;
import nl.eenplan.portal.Typed;
import nl.eenplan.portal.referring.Written;
import nl.eenplan.referral.Orders.Asks;
import nl.eenplan.referral.Stated;

/**
 * What a draft asks, as far as it is complete: the same names in the form, in what is kept, and on
 * the way.
 */
final class Ask {

  static final String PURPOSE = "purpose";
  static final String TARGET = "target";
  static final String BASED_ON = "based-on";

  /** The referral to this organisation that is passed on. */
  static final String PASS_ON = "pass-on";

  static final String QUESTION = "question";
  static final String URGENT = "urgent";
  static final String URGENCY = "urgency";
  static final int LONGEST = 4000;

  private static final String NOTE = "note-";

  /** What stands on the client's own record, or is the question itself, needs no note. */
  private static final Categories NO_NOTE =
      Categories.of(
          Category.IDENTITY_NAME,
          Category.IDENTITY_BIRTH_YEAR,
          Category.IDENTITY_BIRTH_DATE,
          Category.IDENTITY_GENDER,
          Category.IDENTITY_ADDRESS,
          Category.IDENTITY_MUNICIPALITY,
          Category.CONTACT,
          Category.LANGUAGE,
          Category.BSN,
          Category.PROTECTED_ADDRESS,
          Category.REFERRAL_QUESTION,
          Category.INVOLVEMENT,
          Category.INVOLVEMENT_CARE);

  private Ask() {}

  static String note(Category category) {
    return NOTE + category.code().replace('.', '_');
  }

  /** Of what may pass, that which somebody can write a note about. */
  static List<Category> notes(Categories releasable) {
    return releasable.minus(NO_NOTE).stream().toList();
  }

  /** The texts of step three, as they were typed. */
  static Facts facts(Typed typed, Categories releasable) {
    List<Fact> facts = new ArrayList<>();
    typed.text(QUESTION, LONGEST).ifPresent(words -> facts.add(question("code", words)));
    if (typed.has(URGENT, "yes")) {
      typed.text(URGENCY, LONGEST).ifPresent(why -> facts.add(urgency(why)));
    }
    for (Category category : notes(releasable)) {
      typed
          .optional(note(category), LONGEST)
          .ifPresent(words -> facts.add(Fact.of(category, new Fact.Note(words))));
    }
    return new Facts(facts);
  }

  /** Something of everything that may pass, to ask what would. */
  static Facts anything(Categories releasable) {
    List<Fact> facts = new ArrayList<>();
    facts.add(question("code", "?"));
    notes(releasable).forEach(category -> facts.add(Fact.of(category, new Fact.Note("?"))));
    return new Facts(facts);
  }

  /**
   * @param origin the order of the referral that is passed on; what has to come first for this
   *     place goes before it
   */
  static Asks of(Draft draft, Person person, Facts facts, Optional<UUID> origin) {
    return new Asks(
        person,
        purpose(draft),
        "active",
        basedOn(draft).or(() -> origin),
        new Stated(Optional.empty(), Optional.empty(), draft.typed().has(URGENT, "yes")),
        facts,
        Written.text(facts));
  }

  static Purpose purpose(Draft draft) {
    return new Purpose(draft.value(PURPOSE));
  }

  /** Whether step two was done. */
  static boolean hasTarget(Draft draft) {
    return OrganisationCode.isValid(draft.value(TARGET));
  }

  static OrganisationCode target(Draft draft) {
    return new OrganisationCode(draft.value(TARGET));
  }

  static Map<String, List<String>> only(Typed typed, List<String> fields) {
    Map<String, List<String>> kept = new LinkedHashMap<>();
    fields.forEach(field -> kept.put(field, typed.all(field)));
    return kept;
  }

  /** All fields of step three that this form has. */
  static List<String> texts(Categories releasable) {
    List<String> fields = new ArrayList<>(List.of(QUESTION, URGENT, URGENCY));
    notes(releasable).forEach(category -> fields.add(note(category)));
    return fields;
  }

  static Optional<UUID> passedOn(Draft draft) {
    return Words.uuid(draft.value(PASS_ON));
  }

  private static Optional<UUID> basedOn(Draft draft) {
    return Words.uuid(draft.value(BASED_ON));
  }

  private static Fact question(String element, String words) {
    return Fact.of(
        Category.REFERRAL_QUESTION, new Fact.Coded(element, List.of(), Optional.of(words)));
  }

  private static Fact urgency(String why) {
    return Fact.of(
        Category.REFERRAL_QUESTION,
        new Fact.Coded(
            "priority",
            List.of(new Fact.Coding(Optional.empty(), "urgent", Optional.empty())),
            Optional.of(why)));
  }
}
