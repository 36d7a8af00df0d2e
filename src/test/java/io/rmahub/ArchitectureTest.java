package io.rmahub;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.core.domain.properties.HasParameterTypes.Predicates.rawParameterTypes;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.List;

/** The house rules that a compiler does not check. */
@AnalyzeClasses(packages = "io.rmahub", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final DescribedPredicate<List<JavaClass>> CONTAINS_A_CONNECTION = describe("contain a connection",
            types -> types.stream().anyMatch(type -> type.getName().equals("java.sql.Connection")));

    /** What the hub exists for; each word has its package, with the rules in its {@code model}. */
    private static final String[] BUSINESS = {
        "io.rmahub.rma..", "io.rmahub.warranty..", "io.rmahub.shipment..", "io.rmahub.unit..", "io.rmahub.approval..",
        "io.rmahub.visit..", "io.rmahub.stock..", "io.rmahub.customer..", "io.rmahub.partner..", "io.rmahub.report..",
        "io.rmahub.casefact.."};

    /** A clerk could do it on paper, so a test can do it without a framework, a database or a wire. */
    @ArchTest
    static final ArchRule modelsKnowNoFramework = noClasses()
            .that().resideInAPackage("io.rmahub..model..")
            .should().dependOnClassesThat().resideInAnyPackage(
                    "org.springframework..", "org.apache.camel..", "java.sql..", "javax.sql..", "jakarta..",
                    "com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule modelsKnowModelsOnly = noClasses()
            .that().resideInAPackage("io.rmahub..model..")
            .should().dependOnClassesThat(resideInAPackage("io.rmahub..")
                    .and(resideOutsideOfPackages("io.rmahub..model..", "io.rmahub.engine.rulefile..")));

    @ArchTest
    static final ArchRule theEngineNamesNoBusinessThing = noClasses()
            .that().resideInAPackage("io.rmahub.engine..")
            .should().dependOnClassesThat().resideInAnyPackage(BUSINESS);

    @ArchTest
    static final ArchRule theEngineKnowsNobodyWhoUsesIt = noClasses()
            .that().resideInAPackage("io.rmahub.engine..")
            .should().dependOnClassesThat().resideInAnyPackage(
                    "io.rmahub.camel..", "io.rmahub.console..", "io.rmahub.cli..", "io.rmahub.assistant..",
                    "io.rmahub.trial..");

    @ArchTest
    static final ArchRule mappingsKnowNeitherSpringNorCamel = noClasses()
            .that().resideInAPackage("io.rmahub.engine.mapping..")
            .should().dependOnClassesThat().resideInAnyPackage(
                    "org.springframework..", "org.apache.camel..", "java.sql..", "jakarta..");

    @ArchTest
    static final ArchRule onlyOnePackageKnowsCamel = noClasses()
            .that().resideOutsideOfPackage("io.rmahub.camel..")
            .should().dependOnClassesThat().resideInAPackage("org.apache.camel..");

    /** A route that ends early shows it: {@code stop} stands in the YAML. */
    @ArchTest
    static final ArchRule noBeanStopsARoute = noClasses()
            .should().callMethodWhere(target(name("setRouteStop"))
                    .and(target(owner(resideInAPackage("org.apache.camel..")))));

    /** A transaction belongs to its thread (Spring): nobody hands a connection on. */
    @ArchTest
    static final ArchRule connectionsAreNotHandedOn = noMethods()
            .that().areDeclaredInClassesThat().resideOutsideOfPackages("io.rmahub.trial..")
            .should().haveRawParameterTypes(CONTAINS_A_CONNECTION);

    @ArchTest
    static final ArchRule exceptionsAreCalledSo = classes()
            .that().areAssignableTo(Exception.class).should().haveSimpleNameEndingWith("Exception");

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
            .that().resideOutsideOfPackage("io.rmahub.trial.sandbox..")
            .should().dependOnClassesThat().resideInAPackage("io.rmahub.trial.sandbox..");

    @ArchTest
    static final ArchRule theSandboxKnowsNothingOfTheHub = noClasses()
            .that().resideInAPackage("io.rmahub.trial.sandbox..")
            .should().dependOnClassesThat(resideInAPackage("io.rmahub..")
                    .and(resideOutsideOfPackage("io.rmahub.trial.sandbox..")));

    @ArchTest
    static final ArchRule accessKnowsNoWork = noClasses()
            .that().resideInAPackage("io.rmahub.engine.access..")
            .should().dependOnClassesThat().resideInAnyPackage(
                    "io.rmahub.engine.delivery..", "io.rmahub.engine.ledger..", "io.rmahub.engine.ingress..",
                    "io.rmahub.engine.processing..");

    @ArchTest
    static final ArchRule settingsAndVerificationStandAlone = noClasses()
            .that().resideInAnyPackage("io.rmahub.engine.settings..", "io.rmahub.engine.ingress.verification..")
            .should().dependOnClassesThat(resideInAPackage("io.rmahub..")
                    .and(resideOutsideOfPackages("io.rmahub.engine.settings..",
                            "io.rmahub.engine.ingress.verification..")));

    @ArchTest
    static final ArchRule verificationKnowsNoFramework = noClasses()
            .that().resideInAPackage("io.rmahub.engine.ingress.verification..")
            .should().dependOnClassesThat().resideInAnyPackage("org.springframework..", "jakarta..", "java.sql..");

    @ArchTest
    static final ArchRule theLedgerKnowsNobodyWhoUsesIt = noClasses()
            .that().resideInAPackage("io.rmahub.engine.ledger..")
            .should().dependOnClassesThat(resideInAPackage("io.rmahub..")
                    .and(resideOutsideOfPackages("io.rmahub.engine.ledger..", "io.rmahub.engine.settings..",
                            "io.rmahub.engine.jdbc..")));

    /** What reads a clock of its own cannot be tested at another time. */
    @ArchTest
    static final ArchRule timeComesFromTheInjectedClock = noClasses()
            .that().resideOutsideOfPackages("io.rmahub.trial.sandbox..", "io.rmahub.trial.embedded..")
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
            .that().doNotHaveFullyQualifiedName("io.rmahub.trial.embedded.ServersApplication")
            .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS);
}
