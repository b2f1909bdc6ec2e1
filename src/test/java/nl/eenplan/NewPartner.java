package nl.eenplan;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.exchange.Channel;
import nl.eenplan.exchange.Channels;
import nl.eenplan.organisation.Organisation;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.OrganisationKind;
import nl.eenplan.organisation.Organisations;
import nl.eenplan.organisation.PartnerAccounts;
import nl.eenplan.organisation.Service;
import nl.eenplan.organisation.Services;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;

/** Welfare organisations that no other test knows, to whom clients are referred. */
final class NewPartner {

  private final Organisations organisations;
  private final Services services;
  private final PartnerAccounts accounts;
  private final Channels channels;
  private final Hub hub;

  NewPartner(
      Organisations organisations,
      Services services,
      PartnerAccounts accounts,
      Channels channels,
      Hub hub) {
    this.organisations = organisations;
    this.services = services;
    this.accounts = accounts;
    this.channels = channels;
    this.hub = hub;
  }

  /** One that is reached by its queue. */
  OrganisationCode welfare() {
    OrganisationCode code =
        new OrganisationCode("buurthuis-" + UUID.randomUUID().toString().substring(0, 8));
    organisations.add(
        new Organisation(
            code,
            "Buurthuis " + code,
            new OrganisationKind("welfare"),
            Optional.of("Leidschendam-Voorburg"),
            "00000099000000999000",
            LocalDate.of(2026, 1, 1),
            Optional.empty()));
    services.add(
        new Service(
            Service.id(code, "participation"),
            code,
            "participation",
            true,
            "Meedoen",
            "Participation",
            List.of("Leidschendam-Voorburg"),
            Service.Times.within(Period.ofDays(7)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
    accounts.open(code, "demo-" + code);
    return code;
  }

  OrganisationCode withWebhook(Receiver receiver) {
    OrganisationCode code = welfare();
    choose(code, Channel.WEBHOOK, receiver.url());
    return code;
  }

  void choose(OrganisationCode code, String kind, String address) {
    channels.choose(
        new Channel(
            code, kind, Optional.of(address), kind.equals(Channel.MAIL), Optional.empty(), false));
  }

  /** A client of the municipality, who said yes to this partner. */
  Fhir.Sent refer(OrganisationCode to, Client client) {
    return new Fhir(hub.partner("lv"))
        .send(
            Said.patient(client),
            Said.consent(Fhir.urn(1), "participation", List.of(to.value())),
            Said.order(Fhir.urn(1), "participation", "Wil onder de mensen komen"),
            Said.task(Fhir.urn(1), Fhir.urn(3), to.value()));
  }

  /** With everything that there is to say, and words that nobody else may read in all of it. */
  Fhir.Sent referWithCanaries(OrganisationCode to, Client client) {
    Patient patient = Said.patient(client);
    Consent consent = Said.consent(Fhir.urn(1), "participation", List.of(to.value()));
    ServiceRequest order =
        Said.order(
            Fhir.urn(1),
            "participation",
            "Zoekt gezelligheid",
            Said.note("wishes", "Houdt van orgelspelen"));
    Task task = Said.task(Fhir.urn(1), Fhir.urn(3), to.value());
    new Canaries().hideIn(patient).hideIn(consent).hideIn(order).hideIn(task);
    return new Fhir(hub.partner("lv")).send(patient, consent, order, task);
  }

  /** The target takes a step, which is told to nobody but the requester. */
  void step(OrganisationCode as, String task, Task.TaskStatus status) {
    Fhir partner = new Fhir(hub.partner(as.value()));
    partner.update(partner.read(Task.class, task).setStatus(status));
  }
}
