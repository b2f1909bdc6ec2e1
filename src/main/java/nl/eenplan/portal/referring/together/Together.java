package nl.eenplan.portal.referring.together;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.eenplan.client.Category;
import nl.eenplan.client.Fact;
import nl.eenplan.client.Facts;
import nl.eenplan.client.Person;
import nl.eenplan.disclosure.Decision.Permit;
import nl.eenplan.disclosure.Explanations;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.Organisation;
import nl.eenplan.organisation.Organisations;
import nl.eenplan.organisation.Service;
import nl.eenplan.portal.FactWords;
import nl.eenplan.portal.referring.Written;
import nl.eenplan.portal.referring.steps.Draft;
import nl.eenplan.portal.referring.steps.PreviewWords;
import nl.eenplan.referral.Catalogue;
import nl.eenplan.referral.Grouping;
import nl.eenplan.referral.Grouping.Member;
import nl.eenplan.referral.Grouping.Referred;
import nl.eenplan.referral.Orders.Asks;
import nl.eenplan.referral.Previewing;
import nl.eenplan.referral.Stated;
import nl.eenplan.referral.Viewing;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Sends a group, or only sees what would happen to each client. */
@Component
class Together {

  private final Grouping grouping;
  private final Previewing previewing;
  private final Catalogue catalogue;
  private final Meetings meetings;
  private final Explanations explanations;
  private final PreviewWords previews;
  private final FactWords words;
  private final Viewing viewing;
  private final Organisations organisations;
  private final MessageSource messages;
  private final Transactions transactions;

  Together(
      Grouping grouping,
      Previewing previewing,
      Catalogue catalogue,
      Meetings meetings,
      Explanations explanations,
      PreviewWords previews,
      FactWords words,
      Viewing viewing,
      Organisations organisations,
      MessageSource messages,
      Transactions transactions) {
    this.grouping = grouping;
    this.previewing = previewing;
    this.catalogue = catalogue;
    this.meetings = meetings;
    this.explanations = explanations;
    this.previews = previews;
    this.words = words;
    this.viewing = viewing;
    this.organisations = organisations;
    this.messages = messages;
    this.transactions = transactions;
  }

  /**
   * A client of the group, for who refers it.
   *
   * @param goes whether it goes now; else it stays as a draft
   * @param what goes, by category; empty when it stays
   * @param why it stays, in words; empty when it goes
   */
  record Row(UUID id, String name, boolean goes, List<String> what, String why) {}

  /**
   * @param seen in short, to know whether it is still so when it is sent
   */
  record Rehearsed(List<Row> rows, String seen) {}

  /** Between seeing and sending something changed; nothing was sent. */
  static final class Changed extends RuntimeException {}

  Rehearsed rehearse(Who who, Draft draft, List<Person> clients, Locale locale) {
    Referred referred =
        previewing.rehearse(
            who,
            () -> refer(who, draft, clients),
            made -> made.members().stream().flatMap(one -> one.decisions().stream()).toList());
    Map<UUID, Person> known =
        clients.stream().collect(Collectors.toMap(Person::id, Function.identity()));
    return new Rehearsed(
        transactions.run(() ->
            referred.members().stream()
                .flatMap(member ->
                    Optional.ofNullable(known.get(member.referral().person())).stream()
                        .map(person -> row(who, person, member, locale)))
                .toList()),
        seal(draft, referred));
  }

  /** In the transaction that is there. */
  UUID send(Who who, Draft draft, List<Person> clients, String seen) {
    Referred referred = refer(who, draft, clients);
    if (!seal(draft, referred).equals(seen)) {
      throw new Changed();
    }
    return referred.group().id();
  }

  private Referred refer(Who who, Draft draft, List<Person> clients) {
    catalogue.refuseUnknown(List.of(meetings.target(draft)), who.organisation());
    Facts facts = question(draft.value(Meetings.QUESTION).strip());
    return grouping.refer(
        who,
        new Grouping.Plan(
            meetings.target(draft),
            meetings.purpose(draft),
            meetings.meeting(draft),
            clients,
            person ->
                new Asks(
                    person,
                    meetings.purpose(draft),
                    "active",
                    Optional.empty(),
                    Stated.NOTHING,
                    facts,
                    Written.text(facts)),
            (group, order) -> Written.text(facts),
            Optional.empty()));
  }

  private static Facts question(String words) {
    return new Facts(
        List.of(
            Fact.of(
                Category.REFERRAL_QUESTION,
                new Fact.Coded("code", List.of(), Optional.of(words)))));
  }

  private Row row(Who who, Person person, Member member, Locale locale) {
    String name = words.name(List.of(viewing.own(who, person)), locale);
    Optional<Permit> permit =
        member.decisions().stream()
            .filter(Permit.class::isInstance)
            .map(Permit.class::cast)
            .findFirst();
    return permit
        .map(yes -> new Row(person.id(), name, true, previews.labels(yes.released(), locale), ""))
        .orElseGet(() -> new Row(person.id(), name, false, List.of(), why(member, locale)));
  }

  private String why(Member member, Locale locale) {
    if (!member.oneToOne().isEmpty()) {
      return messages.getMessage(
          "groups.one-to-one",
          new Object[] {
            member.oneToOne().stream()
                .map(Service::organisation)
                .map(code -> organisations.find(code).map(Organisation::name).orElse(code.value()))
                .distinct()
                .collect(Collectors.joining(", "))
          },
          locale);
    }
    return member.decisions().stream()
        .map(explanations::of)
        .map(said -> locale.getLanguage().equals("en") ? said.en() : said.nl())
        .findFirst()
        .orElse("");
  }

  private static String seal(Draft draft, Referred referred) {
    return draft.updated()
        + " "
        + referred.members().stream()
            .map(member -> member.referral().person() + " " + verdict(member))
            .sorted()
            .collect(Collectors.joining(", "));
  }

  private static String verdict(Member member) {
    return member.decisions().stream()
        .map(decision ->
            decision instanceof Permit permit ? permit.released().toString() : decision.verdict())
        .findFirst()
        .orElse("one-to-one");
  }
}
