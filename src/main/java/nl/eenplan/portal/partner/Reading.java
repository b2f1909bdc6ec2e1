package nl.eenplan.portal.partner;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import nl.eenplan.client.Categories;
import nl.eenplan.client.Category;
import nl.eenplan.client.Fact;
import nl.eenplan.client.Persons;
import nl.eenplan.disclosure.Release;
import nl.eenplan.disclosure.Shown;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.DutchTime;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.problem.Problem;
import nl.eenplan.referral.BusinessStatus;
import nl.eenplan.referral.Contact;
import nl.eenplan.referral.Contacts;
import nl.eenplan.referral.DueTerms;
import nl.eenplan.referral.Order;
import nl.eenplan.referral.Orders;
import nl.eenplan.referral.Recall;
import nl.eenplan.referral.Referral;
import nl.eenplan.referral.ReferralQuery;
import nl.eenplan.referral.ReferralState;
import nl.eenplan.referral.Step;
import nl.eenplan.referral.StopRequest;
import nl.eenplan.referral.Stopping;
import nl.eenplan.referral.Viewing;
import nl.eenplan.referral.Viewing.Passing;
import nl.eenplan.referral.Viewing.Seen;
import org.springframework.stereotype.Component;

/** Makes the page of one referral, in the transaction that is there. */
@Component
class Reading {

  private static final Set<ReferralState> PASSED_ON =
      Set.of(
          ReferralState.ACCEPTED,
          ReferralState.IN_PROGRESS,
          ReferralState.ON_HOLD,
          ReferralState.COMPLETED);

  /** What is done most stands first. */
  private static final Set<String> FIRST = Set.of("accept", "first-contact", "report", "outcome");

  /** What the target itself will tell, and what says who asks. */
  private static final Categories NOT_MISSED =
      Categories.of(
          List.of(
              Category.PROGRESS,
              Category.OUTCOME,
              Category.ATTENDANCE,
              Category.CONTACT_LOG,
              Category.INVOLVEMENT,
              Category.INVOLVEMENT_CARE,
              Category.PROTECTED_ADDRESS));

  private final Viewing viewing;
  private final Orders orders;
  private final Persons persons;
  private final Stopping stopping;
  private final Contacts contacts;
  private final DueTerms terms;
  private final History history;
  private final PartyNames names;
  private final ReferralWording wording;

  Reading(
      Viewing viewing,
      Orders orders,
      Persons persons,
      Stopping stopping,
      Contacts contacts,
      DueTerms terms,
      History history,
      PartyNames names,
      ReferralWording wording) {
    this.viewing = viewing;
    this.orders = orders;
    this.persons = persons;
    this.stopping = stopping;
    this.contacts = contacts;
    this.terms = terms;
    this.history = history;
    this.names = names;
    this.wording = wording;
  }

  /**
   * The page, with what happened for who comes with an old one.
   *
   * @param taken the steps on its timeline
   */
  record Read(ReferralView view, List<nl.eenplan.portal.Moment> taken) {}

  /**
   * @throws Problem NOT_FOUND
   */
  Read read(Who who, UUID id, Locale locale) {
    Seen seen = viewing.referral(who, id).orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND));
    Referral referral = seen.referral();
    OrganisationCode me = who.organisation();
    boolean requester = referral.isRequestedBy(me);
    List<? extends Shown> client = seen.grounded() ? client(who, referral) : List.of();
    List<? extends Shown> asked = seen.grounded() ? asked(who, referral) : List.of();
    List<Step> steps =
        Step.possible(me, seen).stream()
            .filter(step -> !step.event().equals("edit"))
            .sorted(Comparator.comparing(step -> !FIRST.contains(step.event())))
            .toList();
    Optional<Recall> recall =
        requester
            ? Optional.empty()
            : referral.recalls().stream().filter(one -> one.organisation().equals(me)).findFirst();
    boolean asksNoMore = recall.isPresent();
    History.Told told = history.of(who, referral, locale);
    Map<OrganisationCode, String> known = names.of(parties(referral), locale);
    boolean active = !referral.state().isFinal() && !asksNoMore;
    ReferralView view =
        new ReferralView(
            id,
            PartyNames.number(id),
            requester,
            seen.grounded(),
            client.stream()
                .map(PartyNames::of)
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse(""),
            Optional.of(referral.person()).filter(own -> requester),
            other(referral, requester, known),
            referral.owner().isEmpty() && !asksNoMore,
            wording.purpose(referral.purpose(), locale),
            referral.state().code(),
            referral.businessStatus().map(BusinessStatus::code),
            referral.reason().map(reason -> reason.code()),
            referral.version(),
            told.taken().size(),
            local(referral.authored()),
            local(referral.due()),
            Set.of(ReferralState.REQUESTED, ReferralState.ACCEPTED).contains(referral.state()),
            referral.ties().group(),
            requester ? origin(who, referral) : Optional.empty(),
            wording.told(client.stream(), locale),
            wording.told(asked.stream(), locale),
            absent(client, asked, locale),
            client.stream()
                .flatMap(one -> one.values(Fact.SecretAddress.class))
                .findAny()
                .isPresent(),
            wording.told(reports(who, seen), locale),
            active ? open(who, id) : List.of(),
            told.moments(),
            told.notices(),
            steps.stream().map(step -> StepForm.of(step, !requester, wording, locale)).toList(),
            pending(who, referral).map(stop -> stop.reason().code()),
            deletions(referral, known),
            recall.filter(one -> one.status() == Recall.Status.REQUESTED).isPresent(),
            requester && !referral.recalls().isEmpty() && !isOver(referral),
            !requester && seen.grounded() && PASSED_ON.contains(referral.state())
                ? Optional.of(passOn(me, referral))
                : Optional.empty(),
            active && seen.grounded(),
            seen.grounded() ? written(who, id) : List.of());
    return new Read(view, told.taken());
  }

  /** It is passed on by a referral of one's own, so one writes down the client first. */
  private String passOn(OrganisationCode me, Referral referral) {
    return persons
            .record(referral.client(), me)
            .map(own -> "/clients/" + own + "/refer")
            .orElse("/clients/new")
        + "?pass-on="
        + referral.id();
  }

  private static boolean isOver(Referral referral) {
    return referral.state().isFinal() && referral.state() != ReferralState.COMPLETED;
  }

  private List<? extends Shown> client(Who who, Referral referral) {
    return referral.isRequestedBy(who.organisation())
        ? persons.heldBy(who.organisation(), referral.person()).stream()
            .map(person -> viewing.own(who, person))
            .toList()
        : viewing.person(who, referral.person()).map(Passing::releases).orElse(List.of());
  }

  private List<? extends Shown> asked(Who who, Referral referral) {
    return referral.isRequestedBy(who.organisation())
        ? orders.askedBy(who.organisation(), referral.order()).stream()
            .map(order -> viewing.own(who, order))
            .toList()
        : viewing.order(who, referral.order()).map(Passing::releases).orElse(List.of());
  }

  private Stream<? extends Shown> reports(Who who, Seen seen) {
    if (seen.referral().isRequestedBy(who.organisation())) {
      return seen.reports().stream();
    }
    return seen.grounded() ? viewing.told(who, seen.referral().id()).stream() : Stream.of();
  }

  private Optional<ReferralView.Origin> origin(Who who, Referral referral) {
    return orders
        .askedBy(who.organisation(), referral.order())
        .flatMap(Order::basedOn)
        .flatMap(first ->
            viewing.referrals(who, ReferralQuery.ofOrder(who.organisation(), first)).stream()
                .map(seen -> seen.referral().id())
                .findFirst())
        .map(id -> new ReferralView.Origin(id, PartyNames.number(id)));
  }

  /**
   * What the row would let pass and is not there. Whether it does not exist, or is kept, is not
   * said: that would tell what there is.
   */
  private List<String> absent(
      List<? extends Shown> client, List<? extends Shown> asked, Locale locale) {
    List<? extends Shown> all = Stream.concat(client.stream(), asked.stream()).toList();
    Categories may =
        all.stream()
            .filter(Release.class::isInstance)
            .map(release -> ((Release) release).permit().row().release())
            .reduce(Categories.NONE, Categories::or);
    Categories here =
        Categories.of(all.stream().flatMap(Shown::facts).map(Fact::category).distinct().toList());
    return may.minus(here).minus(NOT_MISSED).stream()
        .map(category -> wording.category(category, locale))
        .toList();
  }

  private List<ReferralView.Term> open(Who who, UUID id) {
    return terms.of(who, id).stream()
        .map(term ->
            new ReferralView.Term(
                term.kind(), local(term.due()), term.mine(), term.standing().code()))
        .toList();
  }

  private Optional<StopRequest> pending(Who who, Referral referral) {
    boolean asked =
        referral.businessStatus().equals(Optional.of(BusinessStatus.STOP_REQUESTED))
            || referral.businessStatus().equals(Optional.of(BusinessStatus.GROUND_ENDED));
    return asked ? pending(who, referral.id()) : Optional.empty();
  }

  /** The request to stop that waits for an answer. */
  Optional<StopRequest> pending(Who who, UUID referral) {
    return stopping
        .search(
            who,
            new Stopping.Query(
                Optional.empty(),
                Optional.empty(),
                Set.of(StopRequest.State.REQUESTED),
                Set.of(),
                Set.of(referral),
                0,
                1))
        .stream()
        .map(Stopping.Seen::stop)
        .findFirst();
  }

  private List<ReferralView.Invitation> written(Who who, UUID id) {
    return contacts.about(who, id).stream()
        .map(one -> {
          boolean invitation = one.kind() == Contact.Kind.INVITATION;
          return new ReferralView.Invitation(
              local(one.at()),
              invitation ? one.number() : 0,
              one.most(),
              Optional.of(one.next().code()).filter(next -> invitation),
              one.talk().map(Reading::local),
              isMessage(one.original()) ? "" : one.original());
        })
        .toList();
  }

  /** What a system sent as a resource is nothing to read. */
  private static boolean isMessage(String original) {
    return original.startsWith("{\"resourceType\":");
  }

  private static List<ReferralView.Deletion> deletions(
      Referral referral, Map<OrganisationCode, String> known) {
    return referral.recalls().stream()
        .map(recall ->
            new ReferralView.Deletion(
                known.getOrDefault(recall.organisation(), recall.organisation().value()),
                local(recall.asked()),
                recall.confirmed().map(Reading::local)))
        .toList();
  }

  private static Collection<OrganisationCode> parties(Referral referral) {
    return Stream.of(
            Stream.of(referral.requester()),
            referral.owner().stream(),
            referral.candidates().stream(),
            referral.recalls().stream().map(Recall::organisation))
        .flatMap(codes -> codes)
        .distinct()
        .toList();
  }

  static String other(Referral referral, boolean requester, Map<OrganisationCode, String> known) {
    return requester
        ? String.join(
            ", ",
            referral.targets().stream()
                .map(code -> known.getOrDefault(code, code.value()))
                .toList())
        : known.getOrDefault(referral.requester(), referral.requester().value());
  }

  static ZonedDateTime local(Instant moment) {
    return moment.atZone(DutchTime.ZONE);
  }
}
