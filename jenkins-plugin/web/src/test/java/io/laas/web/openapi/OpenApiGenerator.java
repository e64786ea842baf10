package io.laas.web.openapi;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.laas.model.wire.WireJson;
import io.laas.web.api.InfoResource;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.jaxrs2.Reader;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import jakarta.ws.rs.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Makes the OpenAPI document from the resource classes, their annotations and the Javadoc of the wire records. */
final class OpenApiGenerator {
    private OpenApiGenerator() {}

    static String document() throws Exception {
        ModelConverters.getInstance().addConverter(new ModelResolver(WireJson.strict()));
        ModelConverters.getInstance().addConverter(new OptionalNumbers());
        OpenAPI api = new Reader(skeleton()).read(resources());
        new Operations(api).complete(resources());
        new SchemaDescriptions(JavadocOfRecords.read()).complete(api.getComponents());
        api.setPaths(sorted(api));
        api.getComponents().setSchemas(new TreeMap<>(api.getComponents().getSchemas()));
        return Json.mapper()
                        .copy()
                        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsString(api)
                + "\n";
    }

    static Set<Class<?>> resources() {
        Set<Class<?>> found = new LinkedHashSet<>();
        new ClassFileImporter()
                .importPackagesOf(InfoResource.class).stream()
                        .filter(c -> c.isAnnotatedWith(Path.class))
                        .sorted(java.util.Comparator.comparing(JavaClass::getName))
                        .forEach(c -> found.add(c.reflect()));
        return found;
    }

    private static OpenAPI skeleton() {
        return new OpenAPI()
                .info(
                        new Info()
                                .title("LaaS")
                                .version("v1")
                                .license(new License().name("Apache-2.0"))
                                .description(
                                        "Lab as a Service. Reads are GET, every change is POST. Instants are ISO 8601 in UTC, lengths are ISO 8601 durations, "
                                                + "memory is in MiB, disks are in GiB. Every answer of 400 or more is an ErrorJson."))
                .servers(List.of(new Server().url("/api/v1")))
                .components(new Components()
                        .addSecuritySchemes(
                                "token",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .description("An API token, made with POST /tokens.")));
    }

    private static io.swagger.v3.oas.models.Paths sorted(OpenAPI api) {
        io.swagger.v3.oas.models.Paths paths = new io.swagger.v3.oas.models.Paths();
        new TreeMap<>(api.getPaths()).forEach(paths::addPathItem);
        return paths;
    }
}
