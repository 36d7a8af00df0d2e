package io.rmahub;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The house rules that a compiler does not check. */
@AnalyzeClasses(packages = "io.rmahub", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] DOMAIN = {
        "io.rmahub.rma..", "io.rmahub.warranty..", "io.rmahub.routing..", "io.rmahub.telemetry..",
        "io.rmahub.partner..", "io.rmahub.rules.."};

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
                    "io.rmahub.casework..", "io.rmahub.camel..", "io.rmahub.mapping..", "io.rmahub.embedded..",
                    "io.rmahub.sandbox..", "io.rmahub.access..", "io.rmahub.verification..", "io.rmahub.console..");

    @ArchTest
    static final ArchRule onlyRuleFilesAreReadWithJackson = noClasses()
            .that().resideInAnyPackage(DOMAIN).and().resideOutsideOfPackage("io.rmahub.rules..")
            .should().dependOnClassesThat().resideInAPackage("com.fasterxml.jackson..");

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
            .matching("io.rmahub.(rma|warranty|routing|telemetry|partner|rules|mapping)..")
            .should().beFreeOfCycles();
}
