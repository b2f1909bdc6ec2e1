package nl.eenplan.ledger;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.client.Category;
import nl.eenplan.client.ClientId;
import nl.eenplan.organisation.OrganisationCode;

/**
 * What a privacy officer looks for in the log of the own organisation: what it did, sent or
 * received. Each condition narrows it; nobody finds by a condition what {@link Discretion} hides.
 */
public final class LedgerSearch {

  /** Who reads, and is not the holder, may not learn that there was something to read. */
  private static final String TRIED_TO_READ =
      "kind = 'decision' and event = 'read' and coalesce(sender, :me) <> :me";

  private final OrganisationCode officerOf;
  private final List<String> few = new ArrayList<>();
  private final List<String> period = new ArrayList<>();
  private final List<String> others = new ArrayList<>();
  private final List<String> common = new ArrayList<>();
  private final Map<String, Object> values = new HashMap<>();
  private Optional<ClientId> client = Optional.empty();
  private Optional<UUID> subject = Optional.empty();

  private LedgerSearch(OrganisationCode officerOf) {
    this.officerOf = officerOf;
    values.put("me", officerOf.value());
  }

  /** All that its officer may see. */
  public static LedgerSearch of(OrganisationCode officerOf) {
    return new LedgerSearch(officerOf);
  }

  /** One entry. */
  public LedgerSearch entry(UUID id) {
    return few("id = :id", "id", id);
  }

  public LedgerSearch client(ClientId about) {
    client = Optional.of(about);
    others.add("not (" + TRIED_TO_READ + ")");
    return few("clients @> array[:client]::uuid[]", "client", about.value());
  }

  /** The referral or consent that it was about. */
  public LedgerSearch subject(UUID about) {
    subject = Optional.of(about);
    return few("subject = :subject", "subject", about);
  }

  /** Any of these referrals or consents. */
  public LedgerSearch subjects(Collection<UUID> about) {
    return few("subject = any(:subjects)", "subjects", about.toArray(UUID[]::new));
  }

  /** The other party. */
  public LedgerSearch with(OrganisationCode party) {
    others.add(
        "(:with = organisation or :with in (sender, recipient) and not ("
            + TRIED_TO_READ
            + " and policy_digest is null))");
    return other("(secret is null or secret = :me or secret <> :with)", "with", party.value());
  }

  /** Somebody's account, or a system's. */
  public LedgerSearch user(String account) {
    others.add("(secret is null or secret = :me or secret <> organisation)");
    return other("account = :user", "user", account);
  }

  public LedgerSearch kind(Entry.Kind kind) {
    return other("kind = :kind", "kind", kind.code());
  }

  /** Every look adds a line of its own, and soon there would be little else to see. */
  public LedgerSearch withoutSearches() {
    common.add("kind <> 'search'");
    return this;
  }

  public LedgerSearch outcome(Entry.Outcome outcome) {
    return other("outcome = :outcome", "outcome", outcome.code());
  }

  public LedgerSearch purpose(String code) {
    return other("purpose = :purpose", "purpose", code);
  }

  /** A code that says why. */
  public LedgerSearch reason(String code) {
    others.add(
        "(secret is null or secret = :me or organisation = :me and not (" + TRIED_TO_READ + "))");
    return other("reason = :reason", "reason", code);
  }

  /** What the own organisation kept back. */
  public LedgerSearch withheld(Category category) {
    others.add("sender = :me");
    return other("withheld @> array[:withheld]::text[]", "withheld", category.code());
  }

  /** Only where a vital interest was claimed. */
  public LedgerSearch inEmergency() {
    few.add("emergency");
    return this;
  }

  /** The first moment, inclusive. */
  public LedgerSearch from(Instant moment) {
    period.add("at >= :from");
    values.put("from", moment.atOffset(ZoneOffset.UTC));
    return this;
  }

  /** The last moment, exclusive. */
  public LedgerSearch until(Instant moment) {
    period.add("at < :until");
    values.put("until", moment.atOffset(ZoneOffset.UTC));
    return this;
  }

  private LedgerSearch few(String condition, String name, Object value) {
    few.add(condition);
    values.put(name, value);
    return this;
  }

  private LedgerSearch other(String condition, String name, Object value) {
    others.add(condition);
    values.put(name, value);
    return this;
  }

  OrganisationCode officerOf() {
    return officerOf;
  }

  Optional<ClientId> client() {
    return client;
  }

  Optional<UUID> subject() {
    return subject;
  }

  /** What an index answers by itself, since few entries have it; empty when nothing does. */
  List<String> few() {
    return few;
  }

  List<String> period() {
    return period;
  }

  /** What most entries have. */
  List<String> common() {
    return common;
  }

  /** What has to be looked at entry by entry. */
  List<String> others() {
    return others;
  }

  /** By the names in the conditions. */
  Map<String, Object> values() {
    return values;
  }
}
