package nl.eenplan.operations;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import nl.eenplan.exchange.Channel;
import nl.eenplan.exchange.ChannelRules;
import nl.eenplan.exchange.Channels;
import nl.eenplan.exchange.Circuit;
import nl.eenplan.exchange.Circuits;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.Organisation;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.PartnerAccounts;
import nl.eenplan.problem.Problem;
import org.springframework.stereotype.Component;

/** An organisation's accounts, and how it is reached. What is changed counts at once. */
@Component
public class Registry {

  private static final int MOST_TRIALS = 20;

  /** Of this hub, in the last hour. */
  private final Cache<OrganisationCode, Integer> trials =
      Caffeine.newBuilder().expireAfterWrite(Duration.ofHours(1)).maximumSize(10_000).build();

  private final PartnerAccounts accounts;
  private final Channels channels;
  private final ChannelRules rules;
  private final Circuits circuits;
  private final AdminAccess access;
  private final Transactions transactions;

  Registry(
      PartnerAccounts accounts,
      Channels channels,
      ChannelRules rules,
      Circuits circuits,
      AdminAccess access,
      Transactions transactions) {
    this.accounts = accounts;
    this.channels = channels;
    this.rules = rules;
    this.circuits = circuits;
    this.access = access;
    this.transactions = transactions;
  }

  /**
   * An organisation as the hub knows it.
   *
   * @param accounts the roles for which it has one
   */
  public record Known(
      Organisation organisation, Channel channel, List<String> accounts, Circuit circuit) {}

  /**
   * How it wants to be reached.
   *
   * @param digestAt in Dutch time; only of mail
   * @param fullText empty: as it was
   */
  public record Wish(
      Optional<String> kind,
      Optional<String> address,
      Optional<LocalTime> digestAt,
      Optional<Boolean> fullText) {}

  /**
   * For an operator, or its own administrator.
   *
   * @throws Problem NOT_FOUND, NOT_PERMITTED
   */
  public Known read(String code) {
    return transactions.run(() -> {
      Organisation organisation = access.organisation(code);
      access.administratorOf(organisation.code());
      return known(organisation);
    });
  }

  Known known(Organisation organisation) {
    return new Known(
        organisation,
        channels.of(organisation.code()),
        accounts.roles(organisation.code()),
        circuits.of(organisation.code()).orElseThrow());
  }

  /**
   * Opens an account, or gives it a new secret. Those of people's roles are for an operator: who
   * could make its own would have every role.
   *
   * @return the secret, which is kept nowhere
   * @throws Problem NOT_FOUND, NOT_PERMITTED, INVALID
   */
  public String openAccount(String code, String role) {
    return transactions.run(() -> {
      OrganisationCode organisation = access.organisation(code).code();
      Who who = accountant(organisation, role);
      String secret = accounts.openWithNewSecret(organisation, role);
      access.log(who, organisation, "account-opened", role);
      return secret;
    });
  }

  /**
   * Ends an account: it opens nothing any more.
   *
   * @throws Problem NOT_FOUND, NOT_PERMITTED, INVALID
   */
  public void endAccount(String code, String role) {
    transactions.run(() -> {
      OrganisationCode organisation = access.organisation(code).code();
      Who who = accountant(organisation, role);
      if (!accounts.end(organisation, role)) {
        throw Problem.of(Problem.Code.NOT_FOUND);
      }
      access.log(who, organisation, "account-ended", role);
      return role;
    });
  }

  private Who accountant(OrganisationCode organisation, String role) {
    Who who =
        role.equals(PartnerAccounts.SYSTEM)
            ? access.administratorOf(organisation)
            : access.operator();
    if (!PartnerAccounts.ENDS.containsKey(role)) {
      throw Problem.of(
          Problem.Code.INVALID, "role (" + String.join(", ", PartnerAccounts.ENDS.keySet()) + ")");
    }
    return who;
  }

  /**
   * The channel that is wished for, when it may be.
   *
   * @throws Problem NOT_FOUND, NOT_PERMITTED, MISSING, INVALID with the name of the field
   */
  public Channel wished(String code, Wish wish) {
    OrganisationCode organisation = access.organisation(code).code();
    access.administratorOf(organisation);
    return checked(organisation, wish);
  }

  /**
   * Tries a webhook before it is chosen; what else there is, is not known before it is used. Each
   * trial is in the log, and after some an organisation has to wait: else the hub could be made to
   * knock at doors.
   *
   * @return why it is not reached, as a code; empty when it is
   * @throws Problem as {@link #wished}
   */
  public Optional<String> unreached(String code, Wish wish) {
    Channel channel = wished(code, wish);
    if (!channel.kind().equals(Channel.WEBHOOK)) {
      return Optional.empty();
    }
    OrganisationCode organisation = channel.partner();
    boolean often = trials.asMap().merge(organisation, 1, Integer::sum) > MOST_TRIALS;
    Optional<String> answer = often ? Optional.of("tried-too-often") : rules.unreached(channel);
    transactions.run(() -> {
      Who who = access.administratorOf(organisation);
      access.log(who, organisation, "webhook-tried", answer.orElse("reached"));
      return who;
    });
    return answer;
  }

  /**
   * How it is reached from now on.
   *
   * @throws Problem as {@link #wished}
   */
  public Known choose(String code, Wish wish) {
    return transactions.run(() -> {
      Organisation organisation = access.organisation(code);
      Who who = access.administratorOf(organisation.code());
      Channel channel = checked(organisation.code(), wish);
      channels.choose(channel);
      access.log(who, organisation.code(), "channel-chosen", channel.kind());
      return known(organisation);
    });
  }

  /** What stays with its Subscription cannot be chosen here; that it may be full, only agreed. */
  private Channel checked(OrganisationCode organisation, Wish wish) {
    String kind = wish.kind().orElseThrow(() -> Problem.of(Problem.Code.MISSING, "kind"));
    Channel before = channels.of(organisation);
    boolean keeps = kind.equals(Channel.SUBSCRIPTION) && before.kind().equals(kind);
    if (kind.equals(Channel.SUBSCRIPTION) && !keeps) {
      throw Problem.of(Problem.Code.INVALID, "kind (POST /fhir/Subscription)");
    }
    boolean fullText = wish.fullText().orElse(before.fullText());
    if (fullText && !before.fullText() && !access.isOperator()) {
      throw Problem.of(Problem.Code.NOT_PERMITTED);
    }
    Channel channel =
        new Channel(
            organisation,
            kind,
            keeps ? before.address() : wish.address().filter(given -> !given.isEmpty()),
            kind.equals(Channel.MAIL),
            wish.digestAt(),
            fullText);
    rules
        .objection(channel)
        .ifPresent(place -> {
          throw Problem.of(Problem.Code.INVALID, place);
        });
    return channel;
  }
}
