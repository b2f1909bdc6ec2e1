package nl.eenplan.referral;

import java.util.List;
import java.util.stream.Stream;
import nl.eenplan.client.Category;
import nl.eenplan.client.Fact;
import nl.eenplan.client.Facts;
import nl.eenplan.disclosure.Party;
import nl.eenplan.disclosure.Release;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.policy.Secrecy;
import nl.eenplan.policy.Vocabulary;
import org.springframework.stereotype.Component;

/**
 * That an organisation asks something for a client. Of a care giver that is health data (AVG art.
 * 4(15)): a fact that goes through the gate like any other. Without it the referral comes from an
 * unnamed partner.
 */
@Component
class Involvement {

  private final Vocabulary vocabulary;

  Involvement(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  boolean isSecret(Party requester) {
    return vocabulary.secrecy(requester.kind()) == Secrecy.MEDICAL;
  }

  /** What the gate has to let out before this requester may be named; nothing when all know it. */
  Facts of(Party requester) {
    return isSecret(requester)
        ? new Facts(
            List.of(Fact.of(Category.INVOLVEMENT_CARE, new Fact.Involved(requester.code()))))
        : Facts.NONE;
  }

  /** The requester, by the name by which these releases make it known. */
  OrganisationCode name(Party requester, Stream<Release> releases) {
    return isSecret(requester)
        ? releases
            .flatMap(release -> release.values(Fact.Involved.class))
            .map(Fact.Involved::organisation)
            .findFirst()
            .orElse(OrganisationCode.UNNAMED)
        : requester.code();
  }
}
