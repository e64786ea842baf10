package io.laas.web.openapi;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Map;

/** Puts the Javadoc of records into their schemas. */
record SchemaDescriptions(JavadocOfRecords javadoc) {
    void complete(Components components) {
        components.getSchemas().forEach(this::describe);
    }

    private void describe(String name, Schema<?> schema) {
        if (javadoc.types().containsKey(name)) {
            schema.setDescription(javadoc.types().get(name));
        }
        @SuppressWarnings("rawtypes")
        Map<String, Schema> properties = schema.getProperties();
        if (properties != null) {
            properties.forEach((property, value) -> describeProperty(name + "." + property, value));
        }
    }

    private void describeProperty(String name, Schema<?> property) {
        String text = javadoc.components().get(name);
        if (text != null && property.get$ref() == null) {
            property.setDescription(text);
        }
    }
}
