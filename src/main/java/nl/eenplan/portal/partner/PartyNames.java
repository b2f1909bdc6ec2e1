package nl.eenplan.portal.partner;

import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import nl.eenplan.disclosure.Shown;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.Organisation;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.Organisations;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What organisations are called, and who is not to be named. */
@Component
class PartyNames {

  private final Organisations organisations;
  private final MessageSource texts;

  PartyNames(Organisations organisations, MessageSource texts) {
    this.organisations = organisations;
    this.texts = texts;
  }

  /** In one query; the hub itself and who may not be named have a name as well. */
  Map<OrganisationCode, String> of(Collection<OrganisationCode> codes, Locale locale) {
    Map<OrganisationCode, String> names = new HashMap<>();
    codes.forEach(code -> names.put(code, code.value()));
    organisations.findAll(codes).forEach((Organisation one) -> names.put(one.code(), one.name()));
    names.put(Who.HUB.organisation(), "Eenplan");
    names.put(
        OrganisationCode.UNNAMED, texts.getMessage("referral.unnamed", new Object[0], locale));
    return names;
  }

  /** By which people speak of a referral: it says nothing of the client. */
  static String number(UUID id) {
    return id.toString().substring(0, 8);
  }

  /** Of a client, as far as it is shown. */
  static String of(Shown shown) {
    return shown
        .values(nl.eenplan.client.Fact.PersonName.class)
        .findFirst()
        .map(Told::name)
        .orElse("");
  }
}
