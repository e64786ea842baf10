package io.laas.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Holds the checked-in document against the code. To write it anew: {@code mvn -pl jenkins-plugin/web -am test -Dtest=OpenApiDocumentTest -Dlaas.openapi.write=true}. */
class OpenApiDocumentTest {
    private static final Path FILE = Path.of("src", "main", "resources", "io", "laas", "web", "openapi.json");

    @Test
    void checkedInDocumentIsWhatTheCodeSays() throws Exception {
        String made = OpenApiGenerator.document();
        if (Boolean.getBoolean("laas.openapi.write")) {
            Files.writeString(FILE, made);
        }

        assertThat(Files.readString(FILE))
                .as("openapi.json; write it anew with -Dlaas.openapi.write=true and look at the difference")
                .isEqualTo(made);
    }

    @Test
    void everyOperationHasSummaryAndAnswers() throws Exception {
        JsonNode document = new ObjectMapper().readTree(OpenApiGenerator.document());

        document.get("paths")
                .forEach(path -> path.forEach(operation -> {
                    assertThat(operation.path("summary").asText()).isNotBlank();
                    assertThat(operation.path("responses").size()).isPositive();
                    assertThat(operation.path("operationId").asText()).contains(".");
                }));
    }

    @Test
    void descriptionsComeFromTheJavadocOfTheModel() throws Exception {
        JsonNode schemas =
                new ObjectMapper().readTree(OpenApiGenerator.document()).at("/components/schemas");

        assertThat(schemas.at("/NewBookingJson/properties/length/description").asText())
                .startsWith("ISO 8601 duration");
        assertThat(schemas.at("/ErrorJson/description").asText()).contains("status of 400 or more");
    }

    @Test
    void everyReferenceLeadsSomewhere() throws Exception {
        JsonNode document = new ObjectMapper().readTree(OpenApiGenerator.document());

        for (JsonNode reference : document.findValues("$ref")) {
            assertThat(document.at(reference.asText().substring(1)).isMissingNode())
                    .as(reference.asText())
                    .isFalse();
        }
    }

    @Test
    void servedDocumentIsTheCheckedInOne() throws Exception {
        assertThat(new String(OpenApiDocument.bytes(), StandardCharsets.UTF_8)).isEqualTo(Files.readString(FILE));
    }
}
