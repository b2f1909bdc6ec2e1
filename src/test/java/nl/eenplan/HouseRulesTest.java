package nl.eenplan;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noConstructors;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Date;
import java.util.Set;
import nl.eenplan.client.Facts;
import nl.eenplan.disclosure.Gate;
import nl.eenplan.disclosure.Own;
import nl.eenplan.disclosure.Release;
import nl.eenplan.referral.Viewing;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.modulith.core.ApplicationModules;

/** The walls of the house: which module may lean on which, and who may hold what. */
class HouseRulesTest {

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("nl.eenplan");

  @Test
  void modulesLeanOnlyOnWhatTheyName() {
    ApplicationModules.of(EenplanApplication.class).verify();
  }

  @Test
  void hapiStaysInFhir() {
    onlyIn("nl.eenplan.fhir..", "ca.uhn.fhir..", "org.hl7.fhir..");
  }

  @Test
  void camelStaysInExchange() {
    onlyIn("nl.eenplan.exchange..", "org.apache.camel..");
  }

  @Test
  void pdfStaysInLetters() {
    onlyIn("nl.eenplan.letters..", "com.openhtmltopdf..", "org.apache.pdfbox..");
  }

  @Test
  void theBrokerStaysInExchangeAndEmbedded() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages("nl.eenplan.exchange..", "nl.eenplan.embedded..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.activemq.."));
  }

  private void onlyIn(String home, String... foreign) {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(home)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(foreign));
  }

  @Test
  void aThingHasTheNameOfItsField() {
    check(
        noClasses()
            .should()
            .resideInAnyPackage("..util..", "..common..", "..impl..", "..manager..", "..dto..")
            .orShould()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Utils"));
  }

  @Test
  void onlyTheGateMakesARelease() {
    check(
        noClasses()
            .that()
            .doNotBelongToAnyOf(Gate.class)
            .should()
            .callConstructorWhere(
                JavaClass.Predicates.equivalentTo(Release.class)
                    .onResultOf(call -> call.getTargetOwner())));
    check(noConstructors().that().areDeclaredIn(Release.class).should().bePublic());
  }

  /** What is one's own is looked up as one's own, in one place. */
  @Test
  void onlyViewingSaysWhatIsOnesOwn() {
    check(
        noClasses()
            .that()
            .doNotBelongToAnyOf(Viewing.class)
            .should()
            .callMethodWhere(
                JavaClass.Predicates.equivalentTo(Own.class)
                    .onResultOf((JavaMethodCall call) -> call.getTargetOwner())
                    .and(
                        DescribedPredicate.describe(
                            "that make it", call -> call.getName().equals("of")))));
  }

  /**
   * Whoever holds facts cannot read them: it takes a release, or it is one's own. Guards looks at
   * what the mover says.
   */
  @Test
  void onlyAReleaseOpensFacts() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("nl.eenplan.client..")
            .and()
            .doNotBelongToAnyOf(Release.class, Own.class)
            .and()
            .doNotHaveSimpleName("Guards")
            .should()
            .callMethodWhere(
                JavaClass.Predicates.equivalentTo(Facts.class)
                    .onResultOf((JavaMethodCall call) -> call.getTargetOwner())
                    .and(
                        DescribedPredicate.describe(
                            "that open them",
                            call -> Set.of("facts", "values").contains(call.getName())))));
  }

  @Test
  void nothingIsInjectedIntoFields() {
    check(
        fields()
            .should()
            .notBeAnnotatedWith(Autowired.class)
            .andShould()
            .notBeAnnotatedWith(Value.class));
  }

  @Test
  void timeComesFromTheClockThatIsGiven() {
    check(
        noClasses()
            .should()
            .callMethod(Clock.class, "systemDefaultZone")
            .orShould()
            .callMethod(ZoneId.class, "systemDefault"));
  }

  /** HAPI's own types hold dates of the old kind, so its module may. */
  @Test
  void timeIsJavaTime() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("nl.eenplan.fhir..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Date.class));
  }

  private void check(ArchRule rule) {
    // A wall holds as well when nothing stands against it yet.
    rule.allowEmptyShould(true).check(classes);
  }
}
