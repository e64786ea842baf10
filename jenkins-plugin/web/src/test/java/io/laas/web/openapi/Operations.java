package io.laas.web.openapi;

import io.laas.model.wire.ErrorJson;
import io.laas.web.auth.Needs;
import io.laas.web.auth.OnceKeys;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.converter.ResolvedSchema;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Completes what the reader found with what our own annotations say: summary, right, answers and refusals. */
final class Operations {
    private static final Map<String, String> COMMON = Map.of(
            "400", "INVALID: the request is wrong; the message names the field",
            "401", "UNAUTHENTICATED: no token, or one that is not known",
            "403", "FORBIDDEN: the caller lacks the right, for the path or for the object",
            "429", "TOO_MANY_REQUESTS: come again after Retry-After seconds");

    private static final List<String> HEADERS = List.of("LaaS-Channel", "LaaS-Acting-For");
    private static final List<String> NOT_ON_THE_WIRE = List.of(
            "BookingQuery",
            "EventSearchQuery",
            "StatisticsQuery",
            "Wanted",
            "PageJsonBookingJson",
            "PageJsonEventJson");

    private final OpenAPI api;

    Operations(OpenAPI api) {
        this.api = api;
    }

    void complete(Collection<Class<?>> resources) {
        common();
        for (Class<?> resource : resources) {
            Arrays.stream(resource.getDeclaredMethods())
                    .filter(m -> m.isAnnotationPresent(Summary.class))
                    .forEach(m -> complete(resource, m));
        }
    }

    private void complete(Class<?> resource, Method method) {
        Operation operation = operation(resource, method);
        Summary summary = method.getAnnotation(Summary.class);
        Needs needs = method.getAnnotation(Needs.class);
        operation.setSummary(summary.value());
        operation.setOperationId(
                resource.getSimpleName().replace("Resource", "").toLowerCase(Locale.ROOT) + "." + method.getName());
        operation.setTags(
                List.of(resource.getSimpleName().replace("Resource", "").toLowerCase(Locale.ROOT)));
        if (needs != null) {
            operation.setDescription("Needs the right "
                    + Arrays.stream(needs.value()).map(Enum::name).collect(Collectors.joining(" or ")) + ".");
            bean(operation, method);
            operation.setSecurity(List.of(new SecurityRequirement().addList("token")));
            HEADERS.forEach(
                    name -> operation.addParametersItem(new Parameter().$ref("#/components/parameters/" + name)));
            if (method.isAnnotationPresent(POST.class)) {
                operation.addParametersItem(new Parameter().$ref("#/components/parameters/" + OnceKeys.HEADER));
            }
        }
        operation.setResponses(responses(method, summary, needs != null));
    }

    /** Shows the query parameters of a bean as such; the reader takes it for a body. */
    private static void bean(Operation operation, Method method) {
        Arrays.stream(method.getParameters())
                .filter(p -> p.isAnnotationPresent(BeanParam.class))
                .flatMap(p -> Arrays.stream(p.getType().getDeclaredFields()))
                .filter(f -> f.isAnnotationPresent(QueryParam.class))
                .sorted(Comparator.comparing(Field::getName))
                .forEach(f -> operation.addParametersItem(new Parameter()
                        .in("query")
                        .name(f.getAnnotation(QueryParam.class).value())
                        .schema(new Schema<String>().type(f.getType() == boolean.class ? "boolean" : "string"))));
        if (method.isAnnotationPresent(GET.class)) {
            operation.setRequestBody(null);
        }
        if (operation.getParameters() != null) {
            operation.getParameters().stream()
                    .filter(p -> "header".equals(p.getIn()))
                    .forEach(p -> p.schema(new Schema<String>().type("string")));
        }
    }

    private void common() {
        api.getComponents()
                .addParameters(
                        "LaaS-Channel", header("LaaS-Channel", "Through which face the request comes; only a label."))
                .addParameters(
                        "LaaS-Acting-For",
                        header("LaaS-Acting-For", "Chat identity the caller speaks for; needs the right ACT_FOR."))
                .addParameters(
                        OnceKeys.HEADER,
                        header(
                                OnceKeys.HEADER,
                                "1 to 100 printable characters; the same key with the same request within 24 hours is answered with what was done first."));
        COMMON.forEach((status, text) -> api.getComponents().addResponses(status, error(text)));
        NOT_ON_THE_WIRE.forEach(api.getComponents().getSchemas()::remove);
    }

    private ApiResponse error(String text) {
        return new ApiResponse().description(text).content(json(schema(ErrorJson.class), "application/json"));
    }

    private static Parameter header(String name, String text) {
        return new Parameter().in("header").name(name).description(text).schema(new Schema<String>().type("string"));
    }

    private Operation operation(Class<?> resource, Method method) {
        String path = Stream.of(resource.getAnnotation(Path.class), method.getAnnotation(Path.class))
                .filter(p -> p != null)
                .flatMap(p -> Arrays.stream(p.value().split("/")))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("/", "/", ""));
        PathItem item = api.getPaths().get(path);
        Operation operation = method.isAnnotationPresent(GET.class) ? item.getGet() : item.getPost();
        if (operation == null) {
            throw new IllegalStateException("no operation for " + path);
        }
        return operation;
    }

    private ApiResponses responses(Method method, Summary summary, boolean guarded) {
        Map<String, ApiResponse> found = new TreeMap<>();
        String[] statuses = summary.statuses().length == 0 ? new String[] {"200 done"} : summary.statuses();
        for (String status : statuses) {
            found.put(
                    status.substring(0, 3),
                    new ApiResponse().description(status.substring(4)).content(body(method, summary)));
        }
        Map<String, String> refusals = new TreeMap<>();
        for (String refusal : summary.refusals()) {
            refusals.merge(refusal.substring(0, 3), refusal.substring(4), (a, b) -> a + "; " + b);
        }
        if (guarded) {
            if (method.isAnnotationPresent(POST.class)) {
                refusals.merge("422", "KEY_REUSED", (a, b) -> a + "; " + b);
            }
            COMMON.keySet()
                    .forEach(status -> found.put(status, new ApiResponse().$ref("#/components/responses/" + status)));
        }
        refusals.forEach((status, text) -> found.put(status, error(text)));
        ApiResponses responses = new ApiResponses();
        found.forEach(responses::addApiResponse);
        return responses;
    }

    private Content body(Method method, Summary summary) {
        Produces produces = method.isAnnotationPresent(Produces.class)
                ? method.getAnnotation(Produces.class)
                : method.getDeclaringClass().getAnnotation(Produces.class);
        String media = produces.value()[0];
        if (summary.of() != Void.class) {
            return json(page(summary.of()), media);
        }
        if (summary.body() == String.class) {
            return json(new Schema<String>().type("string"), media);
        }
        if (summary.body() != Void.class) {
            return json(schema(summary.body()), media);
        }
        return json(returned(method.getGenericReturnType()), media);
    }

    private Schema<?> returned(Type type) {
        if (type == Response.class || type == void.class) {
            return new Schema<>().type("object");
        }
        if (type == String.class) {
            return new Schema<String>().type("string");
        }
        if (type instanceof ParameterizedType p && p.getRawType() == List.class) {
            return new ArraySchema().items(schema((Class<?>) p.getActualTypeArguments()[0]));
        }
        if (type instanceof ParameterizedType p) {
            return page((Class<?>) p.getActualTypeArguments()[0]);
        }
        return schema((Class<?>) type);
    }

    private Schema<?> page(Class<?> item) {
        return new Schema<>()
                .type("object")
                .addProperty("items", new ArraySchema().items(schema(item)))
                .addProperty(
                        "next",
                        new Schema<String>()
                                .type("string")
                                .description("value for after in the next request; absent at the end"));
    }

    private Schema<?> schema(Class<?> type) {
        ResolvedSchema resolved =
                ModelConverters.getInstance().readAllAsResolvedSchema(new AnnotatedType(type).resolveAsRef(true));
        resolved.referencedSchemas.forEach((name, schema) -> api.getComponents().addSchemas(name, schema));
        return resolved.schema;
    }

    private static Content json(Schema<?> schema, String media) {
        return new Content().addMediaType(media, new MediaType().schema(schema));
    }
}
