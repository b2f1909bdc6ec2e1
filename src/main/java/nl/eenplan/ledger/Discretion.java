package nl.eenplan.ledger;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import nl.eenplan.client.Categories;
import nl.eenplan.ledger.Entry.Grounds;
import nl.eenplan.ledger.Entry.Kind;
import nl.eenplan.organisation.OrganisationCode;

/**
 * What the officer of one organisation may know of an entry, which was written for the officers of
 * all: the log is no way round the gate.
 *
 * @param reader the officer's organisation
 */
record Discretion(OrganisationCode reader) {

  Entry of(Entry entry) {
    boolean asHolder = entry.sender().filter(holder -> !holder.equals(reader)).isEmpty();
    boolean refusedReading =
        entry.kind() == Kind.DECISION && entry.event().equals("read") && !asHolder;
    boolean isActor = entry.who().organisation().equals(reader);
    boolean nothingBetween = refusedReading && entry.grounds().isEmpty();
    Optional<OrganisationCode> secret = entry.secret().filter(party -> !party.equals(reader));
    UnaryOperator<OrganisationCode> name =
        party -> secret.filter(party::equals).isPresent() ? OrganisationCode.UNNAMED : party;
    return new Entry(
        entry.id(),
        entry.at(),
        entry.kind(),
        entry.outcome(),
        // Why somebody else may not is the secret party's: a duty of secrecy, say.
        entry.reason().filter(code -> secret.isEmpty() || (isActor && !refusedReading)),
        who(entry.who(), secret),
        entry.sender().filter(party -> !nothingBetween).map(name),
        entry.recipient().filter(party -> !nothingBetween).map(name),
        // Whom it was about would tell the reader which of its own clients it was.
        refusedReading ? List.of() : entry.clients(),
        entry.purpose(),
        entry.event(),
        entry.subject(),
        entry.grounds().map(grounds -> secret.isEmpty() ? grounds : digestOnly(grounds)),
        // What a holder has and keeps is for the holder; and what another one added, is not.
        asHolder ? entry.asked() : entry.released(),
        asHolder ? entry.released().and(entry.asked()) : entry.released(),
        asHolder ? entry.withheld() : Categories.NONE,
        entry.emergency(),
        entry.secret());
  }

  private static Who who(Who who, Optional<OrganisationCode> secret) {
    return secret.filter(who.organisation()::equals).isPresent()
        ? new Who(OrganisationCode.UNNAMED, OrganisationCode.UNNAMED.value(), who.role())
        : who;
  }

  /** A row, its statute and its consents tell of what kind the secret party is. */
  private static Grounds digestOnly(Grounds grounds) {
    return new Grounds(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        grounds.digest(),
        List.of());
  }
}
