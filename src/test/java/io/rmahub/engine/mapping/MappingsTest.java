package io.rmahub.engine.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void aWrongMappingFailsAtConstructionWithFileAndLine() throws IOException {
        write("targets/good.jslt", "{}");
        write("targets/bad.jslt", "{\n  \"a\": .b,\n  \"c\" .d\n}");
        assertThatThrownBy(() -> new Mappings(folder))
                .isInstanceOf(MappingException.class)
                .hasMessageStartingWith("Mapping targets/bad: targets/bad.jslt:3: ");
    }

    @Test
    void aCallOfAnUnknownFunctionFailsAtConstruction() throws IOException {
        write("targets/bad.jslt", "{\"a\": no-such-function(.b)}");
        assertThatThrownBy(() -> new Mappings(folder)).hasMessageContaining("targets/bad.jslt:1: ");
    }

    @Test
    void aWrongModuleFailsAtConstructionEvenIfNobodyImportsIt() throws IOException {
        write("targets/good.jslt", "{}");
        write("lib/bad.jslt", "def a(b)\n  no-such-function($b)");
        assertThatThrownBy(() -> new Mappings(folder)).hasMessageContaining("lib/bad.jslt:2: ");
    }

    @Test
    void anImportOutsideOfTheFolderIsRefused() throws IOException {
        write("targets/bad.jslt", "import \"../outside.jslt\" as o 1");
        Files.writeString(folder.resolveSibling("outside.jslt"), "1");
        assertThatThrownBy(() -> new Mappings(folder)).hasMessageContaining("there is no file ../outside.jslt");
    }

    @Test
    void anEmptyFolderIsAnError() {
        assertThatThrownBy(() -> new Mappings(folder)).isInstanceOf(MappingException.class);
    }

    @Test
    void importsResolveInTheFolderAndModulesHaveNoName() throws IOException {
        write("lib/x.jslt", "def twice(text) $text + $text");
        write("targets/a.jslt", "import \"lib/x.jslt\" as x {\"out\": x:twice(.in)}");
        Mappings mappings = new Mappings(folder);
        assertThat(mappings.names()).containsExactly("targets/a");
        assertThat(mappings.has("lib/x")).isFalse();
        assertThat(mappings.apply("targets/a", json("{\"in\":\"ż🔋\"}"))).isEqualTo(json("{\"out\":\"ż🔋ż🔋\"}"));
    }

    @Test
    void onlyNullIsDropped() throws IOException {
        write("targets/a.jslt",
                "import \"lib/x.jslt\" as x {\"n\": null, \"o\": {}, \"l\": [], \"t\": \"\", \"m\": x:m()}");
        write("lib/x.jslt", "def m() {\"n\": null, \"l\": []}");
        assertThat(new Mappings(folder).apply("targets/a", json("{}")))
                .isEqualTo(json("{\"o\":{},\"l\":[],\"t\":\"\",\"m\":{\"l\":[]}}"));
    }

    @Test
    void whatAMappingCannotShapeIsAMappingFailure() throws IOException {
        write("targets/a.jslt", "if (.deep) capture(\"a\", .pattern)\nelse error(\"no address\")");
        Mappings mappings = new Mappings(folder);
        assertThatThrownBy(() -> mappings.apply("targets/a", json("{}")))
                .isInstanceOfSatisfying(MappingException.class, failure -> {
                    assertThat(failure.mapping()).isEqualTo("targets/a");
                    assertThat(failure.reason()).isEqualTo("error: no address");
                });
        assertThatThrownBy(() -> mappings.apply("targets/a", json("{\"deep\":true,\"pattern\":\"((\"}")))
                .isInstanceOf(MappingException.class);
        assertThatThrownBy(() -> mappings.apply("targets/none", json("{}")))
                .isInstanceOf(MappingException.class);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        // text                    , zone          , expected
        "2026-03-14 09:26          , Europe/Warsaw , 2026-03-14T09:26:00+01:00",
        "2026-07-14 09:26:53       , Europe/Warsaw , 2026-07-14T09:26:53+02:00",
        "2026-07-14T09:26:53.120   , Europe/Warsaw , 2026-07-14T09:26:53.12+02:00",
        "2026-07-14T09:26:53Z      , Europe/Warsaw , 2026-07-14T09:26:53Z",
        "2026-07-14T09:26:53-04:00 , Europe/Warsaw , 2026-07-14T09:26:53-04:00",
        "2026-07-14T09:26:53+0200  , UTC           , 2026-07-14T09:26:53+02:00",
        "2026-07-14 09:26:53 +0100 , UTC           , 2026-07-14T09:26:53+01:00",
        "2026-10-25 02:30          , Europe/Warsaw , 2026-10-25T02:30:00+02:00",
        "2026-03-29 02:30          , Europe/Warsaw , 2026-03-29T03:30:00+02:00",
        "2026-02-30 02:30          , Europe/Warsaw , -",
        "2026-02-28                , Europe/Warsaw , -",
        "yesterday                 , Europe/Warsaw , -",
        "-                         , Europe/Warsaw , -",
    })
    void zonedTime(String text, String zone, String expected) throws IOException {
        write("a.jslt", "{\"out\": zoned-time(.text, .zone)}");
        JsonNode in = JSON.createObjectNode().put("text", text).put("zone", zone);
        assertThat(new Mappings(folder).apply("a", in).path("out").asText(null)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "2024-11-20          , 2024-11-20",
        "2024-11-20 08:00:00 , 2024-11-20",
        "3.11.2024           , 2024-11-03",
        "31.02.2024          , -",
        "03/11/2024          , -",
        "2024-1              , -",
        "soon                , -",
    })
    void isoDate(String text, String expected) throws IOException {
        write("a.jslt", "{\"out\": iso-date(.text)}");
        JsonNode in = JSON.createObjectNode().put("text", text);
        assertThat(new Mappings(folder).apply("a", in).path("out").asText(null)).isEqualTo(expected);
    }

    @Test
    void textIsCutBetweenCharactersAndFreedOfWhatCannotBeStored() throws IOException {
        write("a.jslt", "{\"short\": shorten(.text, 2), \"clean\": storable(.dirty)}");
        JsonNode in = JSON.createObjectNode().put("text", "a🔋🔋").put("dirty", "a\u0000b\ud83dc🔋");
        assertThat(new Mappings(folder).apply("a", in))
                .isEqualTo(JSON.createObjectNode().put("short", "a🔋").put("clean", "abc🔋"));
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private static JsonNode json(String text) throws IOException {
        return JSON.readTree(text);
    }
}
