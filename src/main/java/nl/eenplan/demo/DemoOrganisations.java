package nl.eenplan.demo;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.eenplan.organisation.Organisation;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.OrganisationKind;
import nl.eenplan.organisation.Service;

/**
 * The organisations that the source documents name, and what they offer. The numbers (OIN), days
 * and secrets are invented.
 */
final class DemoOrganisations {

  private static final String LEIDSCHENDAM_VOORBURG = "Leidschendam-Voorburg";
  private static final String VOORSCHOTEN = "Voorschoten";
  private static final String WASSENAAR = "Wassenaar";
  private static final String SEVERAL = "";
  private static final String NO_TERM = "";

  private static final LocalDate AGREEMENT_FROM = LocalDate.of(2026, 1, 1);

  /** Order is kept: it numbers the OINs. */
  private static final List<Row> ALL =
      List.of(
          new Row("lv", "municipality", LEIDSCHENDAM_VOORBURG, "Gemeente Leidschendam-Voorburg"),
          new Row("lv-wmo", "wmo", LEIDSCHENDAM_VOORBURG, "Gemeente Leidschendam-Voorburg, Wmo"),
          new Row("wassenaar", "municipality", WASSENAAR, "Gemeente Wassenaar"),
          new Row("voorschoten", "municipality", VOORSCHOTEN, "Gemeente Voorschoten"),
          new Row("st-woej", "welfare", LEIDSCHENDAM_VOORBURG, "St. WOEJ"),
          new Row("voorschoten-voor-elkaar", "welfare", VOORSCHOTEN, "Voorschoten Voor Elkaar"),
          new Row(
              "vrijwilligerscentrale-wassenaar",
              "welfare",
              WASSENAAR,
              "Vrijwilligerscentrale Wassenaar"),
          new Row("360voorwerk", "reintegration", SEVERAL, "360voorWerk"),
          new Row("jobstap", "reintegration", SEVERAL, "Jobstap"),
          new Row("memphys", "reintegration", SEVERAL, "Memphys"),
          new Row("rivierduinen", "ggz", SEVERAL, "Rivierduinen"),
          new Row("reakt", "day-activities", SEVERAL, "Reakt"),
          new Row("middin", "day-activities", SEVERAL, "Middin"),
          new Row("binnenbaan", "sheltered-work", LEIDSCHENDAM_VOORBURG, "Binnenbaan"),
          new Row("uwv", "uwv", SEVERAL, "UWV"),
          new Row("salude", "examination", SEVERAL, "Salude"),
          new Row("noa", "examination", SEVERAL, "NOA"),
          new Row("humanitas", "client-support", SEVERAL, "Humanitas"),
          new Row("meldpunt-bezorgd", "acute-help", SEVERAL, "Meldpunt Bezorgd"),
          new Row("kwadraad", "client-support", SEVERAL, "Kwadraad"),
          new Row("psyq", "ggz", SEVERAL, "PsyQ"),
          new Row("schuldhulp", "debt-help", SEVERAL, "Schuldhulpverlening"),
          new Row("allesvoorelkaar", "welfare", LEIDSCHENDAM_VOORBURG, "Allesvoorelkaar"));

  private static final List<Offer> OFFERS =
      List.of(
          new Offer("lv", "participation", "Participatie", "Participation", "P7D", NO_TERM),
          new Offer("lv", "reintegration", "Begeleiding naar werk", "Help to work", "P7D", NO_TERM),
          new Offer("wassenaar", "participation", "Participatie", "Participation", "P7D", NO_TERM),
          new Offer(
              "voorschoten", "participation", "Participatie", "Participation", "P7D", NO_TERM),
          new Offer(
              "allesvoorelkaar", "participation", "Participatie", "Participation", "P7D", NO_TERM),
          new Offer(
              "allesvoorelkaar",
              "voluntary-work",
              "Vrijwilligerswerk",
              "Volunteering",
              "P7D",
              NO_TERM),
          new Offer("lv-wmo", "wmo-indication", "Wmo-indicatie", "Wmo request", "P56D", NO_TERM),
          new Offer("st-woej", "participation", "Participatie", "Participation", "P7D", "P3M"),
          new Offer("st-woej", "voluntary-work", "Vrijwilligerswerk", "Volunteering", "P7D", "P3M"),
          new Offer(
              "voorschoten-voor-elkaar",
              "participation",
              "Participatie",
              "Participation",
              "P7D",
              NO_TERM),
          new Offer(
              "voorschoten-voor-elkaar",
              "voluntary-work",
              "Vrijwilligerswerk",
              "Volunteering",
              "P7D",
              NO_TERM),
          new Offer(
              "vrijwilligerscentrale-wassenaar",
              "participation",
              "Participatie",
              "Participation",
              "P7D",
              NO_TERM),
          new Offer(
              "vrijwilligerscentrale-wassenaar",
              "voluntary-work",
              "Vrijwilligerswerk",
              "Volunteering",
              "P7D",
              NO_TERM),
          new Offer(
              "360voorwerk", "reintegration", "Re-integratie", "Return to work", "P7D", "P12M"),
          new Offer("jobstap", "reintegration", "Re-integratie", "Return to work", "P7D", "P12M"),
          new Offer("memphys", "reintegration", "Re-integratie", "Return to work", "P7D", "P12M"),
          new Offer("rivierduinen", "treatment", "Behandeling", "Treatment", "P7D", NO_TERM),
          new Offer("reakt", "day-activities", "Dagbesteding", "Day activities", "P7D", NO_TERM),
          new Offer("middin", "day-activities", "Dagbesteding", "Day activities", "P7D", NO_TERM),
          new Offer("binnenbaan", "sheltered-work", "Beschut werk", "Sheltered work", "P7D", "P3M"),
          new Offer(
              "uwv",
              "target-group-register",
              "Doelgroepregister",
              "Target-group register",
              "P7D",
              NO_TERM),
          new Offer(
              "uwv",
              "sheltered-work-indication",
              "Indicatie beschut werk",
              "Indication for sheltered work",
              "P7D",
              NO_TERM),
          new Offer("salude", "examination", "Belastbaarheid", "Work capacity", "P7D", NO_TERM),
          new Offer("noa", "interest-test", "Tests", "Tests", "P7D", NO_TERM),
          new Offer(
              "memphys",
              "ambulatory-support",
              "Begeleiding thuis",
              "Support at home",
              "P7D",
              NO_TERM),
          new Offer(
              "kwadraad",
              "ambulatory-support",
              "Begeleiding thuis",
              "Support at home",
              "P42D",
              NO_TERM),
          new Offer("psyq", "treatment", "Behandeling", "Treatment", "P7D", NO_TERM),
          new Offer("schuldhulp", "debt-help", "Schuldhulp", "Debt help", "P28D", NO_TERM),
          new Offer("lv", "signal", "Seintje", "Signal", "P7D", NO_TERM),
          new Offer(
              "humanitas",
              "client-support",
              "Cliëntondersteuning",
              "Client support",
              "P7D",
              NO_TERM),
          new Offer(
              "meldpunt-bezorgd", "acute-concern", "Melding van zorg", "Concern", "P1D", NO_TERM));

  private static final Set<String> ONE_TO_ONE = Set.of("st-woej", "allesvoorelkaar");
  private static final Set<String> IN_GROUPS =
      Set.of("voorschoten-voor-elkaar", "vrijwilligerscentrale-wassenaar");

  /** A track to work is reported on each month. */
  private static final Set<String> REPORTS_MONTHLY = Set.of("reintegration");

  /** Weeks between acceptance and start. */
  private static final Map<String, String> WAITING = Map.of("kwadraad", "P6W");

  /** What the municipality bought. */
  private static final Map<String, Integer> PLACES = Map.of("binnenbaan", 20);

  /** Day activities need an indication, save where the contract says otherwise. */
  private static final Map<String, List<OrganisationCode>> NEEDS_AN_INDICATION =
      Map.of("middin", List.of(), "reakt", List.of(new OrganisationCode("st-woej")));

  private DemoOrganisations() {}

  static List<Organisation> organisations() {
    return ALL.stream().map(row -> row.organisation(ALL.indexOf(row) + 1)).toList();
  }

  static List<Service> services() {
    return OFFERS.stream().map(Offer::service).toList();
  }

  private record Row(String code, String kind, String municipality, String name) {
    Organisation organisation(int number) {
      return new Organisation(
          new OrganisationCode(code),
          name,
          new OrganisationKind(kind),
          given(municipality),
          oin(number),
          AGREEMENT_FROM,
          Optional.empty());
    }
  }

  /** The prefix 00000099 says that it is a test number, with no meaning elsewhere. */
  private static String oin(int number) {
    return String.format(Locale.ROOT, "00000099%09d000", number);
  }

  private record Offer(
      String organisation,
      String purpose,
      String nameNl,
      String nameEn,
      String firstContact,
      String track) {

    Service service() {
      Optional<Period> lasts = given(track).map(Period::parse);
      return new Service(
          Service.id(new OrganisationCode(organisation), purpose),
          new OrganisationCode(organisation),
          purpose,
          true,
          nameNl,
          nameEn,
          municipality().stream().toList(),
          new Service.Times(
              Period.parse(firstContact),
              false,
              Optional.empty(),
              lasts,
              REPORTS_MONTHLY.contains(purpose)
                  ? Optional.of(Period.ofMonths(1))
                  : Optional.empty(),
              Optional.ofNullable(WAITING.get(organisation)).map(Period::parse)),
          Optional.ofNullable(PLACES.get(organisation))
              .map(places -> new Service.Places(places, false)),
          mode(),
          Optional.ofNullable(NEEDS_AN_INDICATION.get(organisation))
              .filter(exempt -> purpose.equals("day-activities"))
              .map(exempt ->
                  new Service.Prerequisite("wmo-indication", "indication-granted", exempt)),
          Optional.of("queue"));
    }

    /** Welfare: one to one in Leidschendam-Voorburg, in groups in the other two. */
    private Optional<Service.Mode> mode() {
      return Optional.of(organisation)
          .filter(IN_GROUPS::contains)
          .map(code -> Service.Mode.GROUP)
          .or(() ->
              Optional.of(organisation)
                  .filter(ONE_TO_ONE::contains)
                  .map(code -> Service.Mode.ONE_TO_ONE));
    }

    private Optional<String> municipality() {
      return ALL.stream()
          .filter(row -> row.code().equals(organisation))
          .findFirst()
          .flatMap(row -> given(row.municipality()));
    }
  }

  private static Optional<String> given(String text) {
    return Optional.of(text).filter(value -> !value.isEmpty());
  }
}
