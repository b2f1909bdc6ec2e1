package nl.eenplan.portal.referring.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.client.ClientId;
import nl.eenplan.client.Facts;
import nl.eenplan.client.Person;
import nl.eenplan.organisation.OrganisationCode;
import org.junit.jupiter.api.Test;

/** Who passes a referral on to a place that asks for a decision first, chose that decision. */
class WhatAPlaceNeedsFirstIsFollowedTest {

  private static final UUID DECISION = UUID.randomUUID();
  private static final UUID PASSED_ON = UUID.randomUUID();
  private static final Person PERSON =
      new Person(
          UUID.randomUUID(),
          ClientId.random(),
          new OrganisationCode("humanitas"),
          1,
          Instant.EPOCH,
          Facts.NONE);

  @Test
  void alsoWhenAReferralIsPassedOn() {
    assertThat(basedOn(Map.of("based-on", List.of(DECISION.toString())))).contains(DECISION);
    assertThat(basedOn(Map.of())).contains(PASSED_ON);
  }

  private static Optional<UUID> basedOn(Map<String, List<String>> chosen) {
    Draft draft =
        new Draft(
            UUID.randomUUID(), Optional.of(PERSON.id()), chosen, Instant.EPOCH, Optional.empty());
    return Ask.of(draft, PERSON, Facts.NONE, Optional.of(PASSED_ON)).basedOn();
  }
}
