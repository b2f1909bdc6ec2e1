package nl.eenplan.referral;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import nl.eenplan.client.Categories;
import nl.eenplan.client.Facts;
import nl.eenplan.disclosure.Gate.Asked;
import nl.eenplan.disclosure.Parties;
import nl.eenplan.disclosure.Party;
import nl.eenplan.disclosure.Question;
import nl.eenplan.disclosure.Release;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.policy.Action;
import org.springframework.stereotype.Component;

/** What the gate is asked about a referral: who would tell whom, and which categories. */
@Component
class Questions {

  private final Parties parties;
  private final Involvement involvement;
  private final Clock clock;

  Questions(Parties parties, Involvement involvement, Clock clock) {
    this.parties = parties;
    this.involvement = involvement;
    this.clock = clock;
  }

  /** The questions about these referrals; who takes part in them is read once. */
  About about(Stream<Referral> referrals) {
    List<OrganisationCode> codes =
        referrals
            .flatMap(referral ->
                Stream.concat(Stream.of(referral.requester()), referral.recipients().stream()))
            .distinct()
            .toList();
    return new About(parties.of(codes));
  }

  /** Whether it takes a permission to know that this organisation helps somebody. */
  boolean isSecret(OrganisationCode organisation) {
    return involvement.isSecret(parties.of(List.of(organisation)).apply(organisation));
  }

  final class About {

    private final Function<OrganisationCode, Party> known;

    private About(Function<OrganisationCode, Party> known) {
      this.known = known;
    }

    /** What the requester holds, towards a target that is to take it on. */
    List<Asked> referring(Who who, Referral referral, Categories going) {
      Categories all = going.or(involvement(referral).categories());
      return referral.targets().stream()
          .map(target -> ask(who, referral, referral.requester(), target, Action.REFER, all))
          .toList();
    }

    /** What tells who asked, when that has to pass the gate. */
    Facts involvement(Referral referral) {
      return involvement.of(known.apply(referral.requester()));
    }

    /** The requester's name in these releases. */
    OrganisationCode requester(Referral referral, Stream<Release> releases) {
      return involvement.name(known.apply(referral.requester()), releases);
    }

    /** May the requester be named to this target? Empty when everybody may be. */
    Optional<Question> naming(Referral referral, OrganisationCode target) {
      Facts secret = involvement(referral);
      return secret.equals(Facts.NONE)
          ? Optional.empty()
          : Optional.of(
              question(referral, referral.requester(), target, Action.READ, secret.categories()));
    }

    /** What the requester holds, towards a target that reads it. */
    Asked reading(Who who, Referral referral, OrganisationCode target, Categories asked) {
      return ask(who, referral, referral.requester(), target, Action.READ, asked);
    }

    /** What the target told, towards who asked. */
    Asked reporting(Who who, Referral referral, OrganisationCode target, Categories asked) {
      return ask(who, referral, target, referral.requester(), Action.REPORT, asked);
    }

    /** That something happened, towards somebody who would hear of it. */
    Asked telling(Referral referral, OrganisationCode by, OrganisationCode to) {
      OrganisationCode sender = referral.isRequestedBy(to) ? by : referral.requester();
      return ask(Who.HUB, referral, sender, to, Action.NOTIFY, Categories.NONE);
    }

    private Asked ask(
        Who who,
        Referral referral,
        OrganisationCode sender,
        OrganisationCode receiver,
        Action action,
        Categories asked) {
      OrganisationCode target = referral.isRequestedBy(sender) ? receiver : sender;
      return new Asked(
          who,
          referral.id(),
          question(referral, sender, receiver, action, asked),
          referral.recallOf(target).map(Recall::reason),
          naming(referral, target));
    }

    private Question question(
        Referral referral,
        OrganisationCode sender,
        OrganisationCode receiver,
        Action action,
        Categories asked) {
      Question question =
          new Question(
              referral.client(),
              known.apply(sender),
              known.apply(receiver),
              referral.purpose(),
              action,
              asked,
              clock.instant());
      return referral.claims().in(question, referral.isRequestedBy(sender));
    }
  }
}
