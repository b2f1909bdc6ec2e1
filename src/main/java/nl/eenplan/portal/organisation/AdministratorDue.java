package nl.eenplan.portal.organisation;

import java.util.List;
import java.util.Map;
import nl.eenplan.door.Access;
import nl.eenplan.exchange.Circuit;
import nl.eenplan.identity.Caller;
import nl.eenplan.identity.Role;
import nl.eenplan.operations.Delivering;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.Service;
import nl.eenplan.organisation.Services;
import nl.eenplan.portal.Due;
import nl.eenplan.referral.Catalogue;
import org.springframework.stereotype.Component;

/** What waits for who looks after an organisation. */
@Component
class AdministratorDue implements Due {

  private static final String ADDRESS = "/organisation";

  private final Delivering delivering;
  private final Services services;
  private final Catalogue catalogue;

  AdministratorDue(Delivering delivering, Services services, Catalogue catalogue) {
    this.delivering = delivering;
    this.services = services;
    this.catalogue = catalogue;
  }

  @Override
  public boolean isFor(Caller caller) {
    return caller.has(Role.ORGANISATION_ADMIN);
  }

  @Override
  public List<Item> of() {
    OrganisationCode own = Access.administrator().organisation();
    Circuit circuit = delivering.circuit(own.value());
    List<Service> offered = services.of(own);
    return List.of(
        new Item("undelivered", circuit.waiting() + circuit.dead(), ADDRESS + "/channel"),
        new Item("full", full(offered), ADDRESS),
        new Item(
            "offered", Math.toIntExact(offered.stream().filter(Service::active).count()), ADDRESS));
  }

  private int full(List<Service> offered) {
    Map<String, Integer> inUse = catalogue.placesInUse(offered);
    return Math.toIntExact(
        offered.stream()
            .filter(service ->
                service
                    .places()
                    .filter(places -> inUse.getOrDefault(service.id(), 0) >= places.capacity())
                    .isPresent())
            .count());
  }
}
