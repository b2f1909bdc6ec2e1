package nl.eenplan.demo;

import nl.eenplan.organisation.Organisation;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.Organisations;
import nl.eenplan.organisation.PartnerAccounts;
import nl.eenplan.organisation.Service;
import nl.eenplan.organisation.Services;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Puts the demo's organisations, services and accounts in the database, before the hub listens.
 * What is there already is left as it is: a restart undoes nothing that somebody tried out.
 */
@Component
@Profile("demo")
class DemoWorld implements SmartInitializingSingleton {

  private static final String RUNS_THE_HUB = "lv";

  private final Organisations organisations;
  private final Services services;
  private final PartnerAccounts accounts;

  DemoWorld(Organisations organisations, Services services, PartnerAccounts accounts) {
    this.organisations = organisations;
    this.services = services;
    this.accounts = accounts;
  }

  /** The secret of a demo account; public on purpose. */
  static String secretOf(String account) {
    return "demo-" + account;
  }

  @Override
  public void afterSingletonsInstantiated() {
    DemoOrganisations.organisations().forEach(this::addIfAbsent);
    DemoOrganisations.services().forEach(this::addIfAbsent);
  }

  private void addIfAbsent(Organisation organisation) {
    OrganisationCode code = organisation.code();
    if (organisations.find(code).isEmpty()) {
      organisations.add(organisation);
    }
    PartnerAccounts.ENDS.forEach((role, end) -> {
      boolean wanted = !role.equals("operator") || code.value().equals(RUNS_THE_HUB);
      if (wanted && accounts.secretHash(code, role).isEmpty()) {
        accounts.open(code, role, secretOf(code + end));
      }
    });
  }

  private void addIfAbsent(Service service) {
    if (services.find(service.id()).isEmpty()) {
      services.add(service);
    }
  }
}
