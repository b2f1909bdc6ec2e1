package nl.eenplan.api;

import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.eenplan.api.json.OrganisationJson;
import nl.eenplan.api.json.ServiceJson;
import nl.eenplan.door.Access;
import nl.eenplan.organisation.Organisation;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.Organisations;
import nl.eenplan.organisation.Service;
import nl.eenplan.organisation.Services;
import nl.eenplan.problem.Problem;
import org.springframework.stereotype.Component;

/** Who takes part, and what is on offer (sociale kaart). */
@Component
class CatalogueApi implements Operations {

  private final Organisations organisations;
  private final Services services;
  private final Json json;

  CatalogueApi(Organisations organisations, Services services, Json json) {
    this.organisations = organisations;
    this.services = services;
    this.json = json;
  }

  @Override
  public List<Operation> operations() {
    return List.of(
        Operation.list("list-organisations", this::organisations),
        Operation.of("read-organisation", this::organisation),
        Operation.list("list-services", this::services, "organisation", "purpose"),
        Operation.of("read-service", this::service));
  }

  private Answer organisations(Asked asked) {
    Access.ownOrganisation();
    return page(asked, organisations.all().stream().map(CatalogueApi::write).toList());
  }

  private Answer organisation(Asked asked) {
    Access.ownOrganisation();
    return Optional.ofNullable(asked.path().get("code"))
        .filter(OrganisationCode::isValid)
        .map(OrganisationCode::new)
        .flatMap(organisations::find)
        .map(found -> json.answer(200, write(found), Map.of()))
        .orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND));
  }

  private Answer services(Asked asked) {
    Access.ownOrganisation();
    Optional<String> organisation = asked.one("organisation");
    Optional<String> purpose = asked.one("purpose");
    return page(
        asked,
        services.all().stream()
            .filter(service ->
                organisation.isEmpty() || service.organisation().value().equals(organisation.get()))
            .filter(service -> purpose.isEmpty() || service.purpose().equals(purpose.get()))
            .map(CatalogueApi::write)
            .toList());
  }

  private Answer service(Asked asked) {
    Access.ownOrganisation();
    return services
        .find(asked.path().getOrDefault("id", ""))
        .map(found -> json.answer(200, write(found), Map.of()))
        .orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND));
  }

  private <T> Answer page(Asked asked, List<T> all) {
    Page page = Page.of(asked);
    List<T> found = all.stream().skip(page.offset()).limit(page.fetch()).toList();
    return json.answer(200, page.list(asked, found, one -> one), Map.of());
  }

  private static OrganisationJson write(Organisation organisation) {
    return new OrganisationJson(
        organisation.code().value(),
        organisation.name(),
        organisation.kind().code(),
        organisation.municipality(),
        organisation.oin());
  }

  private static ServiceJson write(Service service) {
    return new ServiceJson(
        service.id(),
        service.organisation().value(),
        service.purpose(),
        service.active(),
        service.nameNl(),
        service.nameEn(),
        service.municipalities(),
        service.times().firstContact().toString(),
        service.times().answer().map(Period::toString),
        service.times().track().map(Period::toString),
        service.times().reportEvery().map(Period::toString),
        service.times().waiting().map(Period::toString),
        service.times().workingDays(),
        service.places().map(Service.Places::capacity),
        service.mode().map(Service.Mode::code),
        service
            .prerequisite()
            .map(needed ->
                new ServiceJson.Prerequisite(
                    needed.purpose(),
                    needed.outcome(),
                    needed.notFrom().stream().map(OrganisationCode::value).toList())),
        service.channel());
  }
}
