package nl.eenplan.referral;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.Organisation;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.Organisations;
import nl.eenplan.policy.Purpose;
import nl.eenplan.referral.Viewing.Seen;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What came in: sent to an organisation, or open for it to claim. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Incoming {

  /** Nobody counts further than this; one more means: and more. */
  public static final int MOST_COUNTED = 99;

  private static final Duration SOON = Duration.ofDays(2);

  private final IncomingRows rows;
  private final Viewing viewing;
  private final Questions questions;
  private final Organisations organisations;
  private final Clock clock;

  Incoming(
      IncomingRows rows,
      Viewing viewing,
      Questions questions,
      Organisations organisations,
      Clock clock) {
    this.rows = rows;
    this.viewing = viewing;
    this.questions = questions;
    this.organisations = organisations;
    this.clock = clock;
  }

  /** What has to be done with it. */
  public enum Filter {
    NEW(Set.of(ReferralState.REQUESTED)),
    /** An answer or a first contact, within two days. */
    DUE(Set.of(ReferralState.REQUESTED, ReferralState.ACCEPTED)),
    OVERDUE(Set.of()),
    ON_HOLD(Set.of(ReferralState.ON_HOLD)),
    DONE(
        Set.of(
            ReferralState.COMPLETED,
            ReferralState.REJECTED,
            ReferralState.CANCELLED,
            ReferralState.FAILED));

    @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable
    private final Set<ReferralState> states;

    Filter(Set<ReferralState> states) {
      this.states = states;
    }

    Set<ReferralState> states() {
      return states;
    }

    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Filter> of(String code) {
      return Arrays.stream(values()).filter(filter -> filter.code().equals(code)).findFirst();
    }

    public static List<String> codes() {
      return Arrays.stream(values()).map(Filter::code).toList();
    }
  }

  /** By what a list is sorted. */
  public enum By {
    UPDATED,
    DUE,
    AUTHORED;

    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<By> of(String code) {
      return Arrays.stream(values()).filter(by -> by.code().equals(code)).findFirst();
    }
  }

  /**
   * Which of them.
   *
   * @param sender who asks
   * @param municipality that who asks is or serves
   */
  public record Wanted(
      Optional<Filter> filter,
      Optional<Purpose> purpose,
      Optional<OrganisationCode> sender,
      Optional<String> municipality,
      By by,
      boolean descending,
      int offset,
      int count) {

    /** The newest first. */
    public static Wanted newest(Optional<Filter> filter, int offset, int count) {
      return new Wanted(
          filter,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          By.UPDATED,
          true,
          offset,
          count);
    }
  }

  /** A page, with one entry in the log. */
  public List<Seen> page(Who who, Wanted wanted) {
    Optional<List<OrganisationCode>> senders = senders(wanted);
    if (senders.filter(List::isEmpty).isPresent()) {
      return List.of();
    }
    return viewing.page(who, rows.page(who.organisation(), wanted, senders, soon()));
  }

  /** How many there are of each, at most one more than {@link #MOST_COUNTED}. */
  public Map<Filter, Integer> counts(Who who) {
    return rows.counts(who.organisation(), soon(), MOST_COUNTED + 1);
  }

  /** Those whose number begins with these hexadecimal digits, at least eight. */
  public List<UUID> numbered(Who who, String digits) {
    return rows.numbered(who.organisation(), digits);
  }

  /** Who can be chosen as a sender: not who may not be named, since a hit would name it. */
  public List<Organisation> senders(OrganisationCode me) {
    return organisations.all().stream()
        .filter(one -> !one.code().equals(me) && !questions.isSecret(one.code()))
        .toList();
  }

  private Optional<List<OrganisationCode>> senders(Wanted wanted) {
    if (wanted.sender().isEmpty() && wanted.municipality().isEmpty()) {
      return Optional.empty();
    }
    Stream<Organisation> senders = organisations.all().stream();
    return Optional.of(
        senders
            .filter(one -> wanted.sender().isEmpty() || wanted.sender().get().equals(one.code()))
            .filter(one ->
                wanted.municipality().isEmpty() || wanted.municipality().equals(one.municipality()))
            .map(Organisation::code)
            .filter(code -> !questions.isSecret(code))
            .toList());
  }

  private Instant soon() {
    return clock.instant().plus(SOON);
  }
}
