package io.rmahub;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.core.domain.properties.HasParameterTypes.Predicates.rawParameterTypes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;

/** The house rules that a compiler does not check. */
@AnalyzeClasses(packages = "io.rmahub", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] DOMAIN = {
        "io.rmahub.rma..", "io.rmahub.warranty..", "io.rmahub.routing..", "io.rmahub.telemetry..",
        "io.rmahub.partner..", "io.rmahub.rules..", "io.rmahub.approval..", "io.rmahub.visit..",
        "io.rmahub.shipment.."};

    @ArchTest
    static final ArchRule domainKnowsNoFramework = noClasses()
            .that().resideInAnyPackage(DOMAIN)
            .should().dependOnClassesThat().resideInAnyPackage(
                    "org.springframework..", "org.apache.camel..", "java.sql..", "javax.sql..", "jakarta..",
                    "com.fasterxml.jackson.annotation..");

    @ArchTest
    static final ArchRule domainKnowsNoOtherPartOfTheHub = noClasses()
            .that().resideInAnyPackage(DOMAIN)
            .should().dependOnClassesThat().resideInAnyPackage(
                    "io.rmahub.settings..", "io.rmahub.ledger..", "io.rmahub.delivery..", "io.rmahub.broker..",
                    "io.rmahub.casework..", "io.rmahub.freight..", "io.rmahub.camel..", "io.rmahub.mapping..",
                    "io.rmahub.embedded..",
                    "io.rmahub.sandbox..", "io.rmahub.access..", "io.rmahub.verification..", "io.rmahub.console..");

    @ArchTest
    static final ArchRule onlyRuleFilesAreReadWithJackson = noClasses()
            .that().resideInAnyPackage(DOMAIN).and().resideOutsideOfPackage("io.rmahub.rules..")
            .should().dependOnClassesThat().resideInAPackage("com.fasterxml.jackson..");

    /** What a clerk could do on paper is tested without a hub. */
    @ArchTest
    static final ArchRule stockIsComparedWithoutAFramework = noClasses()
            .that().haveNameMatching("io.rmahub.stock.(StockComparison|StockDifference|ToldMovement|BookedMovement).*")
            .should().dependOnClassesThat().resideInAnyPackage(
                    "org.springframework..", "org.apache.camel..", "java.sql..", "com.fasterxml.jackson..",
                    "io.rmahub.ledger..", "io.rmahub.delivery..", "io.rmahub.decision..");

    @ArchTest
    static final ArchRule mappingsKnowNeitherSpringNorCamel = noClasses()
            .that().resideInAPackage("io.rmahub.mapping..")
            .should().dependOnClassesThat().resideInAnyPackage(
                    "org.springframework..", "org.apache.camel..", "java.sql..", "jakarta..");

    @ArchTest
    static final ArchRule onlyOnePackageKnowsCamel = noClasses()
            .that().resideOutsideOfPackage("io.rmahub.camel..")
            .should().dependOnClassesThat().resideInAPackage("org.apache.camel..");

    @ArchTest
    static final ArchRule nothingIsInjectedIntoFields = fields()
            .should().notBeAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
            .andShould().notBeAnnotatedWith("org.springframework.beans.factory.annotation.Value")
            .andShould().notBeAnnotatedWith("jakarta.inject.Inject")
            .andShould().notBeAnnotatedWith("jakarta.annotation.Resource");

    @ArchTest
    static final ArchRule namesSayWhatAClassDoes = noClasses()
            .should().haveNameMatching(".*(Impl|Manager|Utils?)");

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles = slices()
            .matching("io.rmahub.(*)..")
            .should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theSandboxIsUsedByNobody = noClasses()
            .that().resideOutsideOfPackage("io.rmahub.sandbox..")
            .should().dependOnClassesThat().resideInAPackage("io.rmahub.sandbox..");

    @ArchTest
    static final ArchRule theSandboxKnowsNothingOfTheHub = noClasses()
            .that().resideInAPackage("io.rmahub.sandbox..")
            .should().dependOnClassesThat(resideInAPackage("io.rmahub..").and(resideOutsideOfPackage("io.rmahub.sandbox..")));

    @ArchTest
    static final ArchRule accessKnowsNoWork = noClasses()
            .that().resideInAPackage("io.rmahub.access..")
            .should().dependOnClassesThat().resideInAnyPackage(
                    "io.rmahub.camel..", "io.rmahub.delivery..", "io.rmahub.casework..", "io.rmahub.ledger..",
                    "io.rmahub.door..", "io.rmahub.broker..");

    @ArchTest
    static final ArchRule settingsAndVerificationStandAlone = noClasses()
            .that().resideInAnyPackage("io.rmahub.settings..", "io.rmahub.verification..")
            .should().dependOnClassesThat(resideInAPackage("io.rmahub..")
                    .and(resideOutsideOfPackages("io.rmahub.settings..", "io.rmahub.verification..")));

    @ArchTest
    static final ArchRule verificationKnowsNoFramework = noClasses()
            .that().resideInAPackage("io.rmahub.verification..")
            .should().dependOnClassesThat().resideInAnyPackage("org.springframework..", "jakarta..", "java.sql..");

    @ArchTest
    static final ArchRule theLedgerKnowsNobodyWhoUsesIt = noClasses()
            .that().resideInAPackage("io.rmahub.ledger..")
            .should().dependOnClassesThat(resideInAPackage("io.rmahub..")
                    .and(resideOutsideOfPackages("io.rmahub.ledger..", "io.rmahub.settings..")));

    /** What reads a clock of its own cannot be tested at another time. */
    @ArchTest
    static final ArchRule timeComesFromTheInjectedClock = noClasses()
            .that().resideOutsideOfPackages("io.rmahub.sandbox..", "io.rmahub.embedded..")
            .should().callMethodWhere(target(name("now")).and(target(owner(resideInAPackage("java.time..")))
                    .and(target(rawParameterTypes(new Class<?>[0])))))
            .orShould().callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule datesAreOfJavaTime = noClasses()
            .should().dependOnClassesThat().haveFullyQualifiedName("java.util.Date")
            .orShould().dependOnClassesThat().haveFullyQualifiedName("java.util.Calendar");

    /** The one line that servers running alone print is read by whoever started them. */
    @ArchTest
    static final ArchRule nothingIsPrintedPastTheLog = noClasses()
            .that().doNotHaveFullyQualifiedName("io.rmahub.embedded.ServersApplication")
            .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS);
}
