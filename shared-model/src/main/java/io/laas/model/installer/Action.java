package io.laas.model.installer;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import java.util.Objects;

/** What a step does. Texts that say so are {@link Template templates}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "action")
@JsonSubTypes({
    @JsonSubTypes.Type(Action.Script.class),
    @JsonSubTypes.Type(Action.PutFile.class),
    @JsonSubTypes.Type(Action.Answer.class),
    @JsonSubTypes.Type(Action.Http.class)
})
public sealed interface Action {
    /**
     * Runs a shell script as root; its values are in the environment, the text itself is no template.
     *
     * @param text POSIX shell
     */
    @JsonTypeName("SCRIPT")
    record Script(String text) implements Action {
        public Script {
            Objects.requireNonNull(text, "text");
        }
    }

    /**
     * Puts a file, instead of one of the same path.
     *
     * @param path absolute path, a template
     * @param content a template
     * @param mode three or four octal digits
     * @param escape what is done to values in the content
     */
    @JsonTypeName("FILE")
    record PutFile(String path, String content, String mode, Escape escape) implements Action {
        public PutFile {
            Template.check("file: path", path);
            Template.check("file: content", content);
            Objects.requireNonNull(escape, "escape");
            if (!path.startsWith("/") || path.endsWith("/")) {
                throw new IllegalArgumentException("file: path must be an absolute path of a file, was '%s'"
                        .formatted(io.laas.model.Names.clean(path, 60)));
            }
            if (!mode.matches("[0-7]{3,4}")) {
                throw new IllegalArgumentException(
                        "file: mode must be three or four octal digits such as 0644, was '%s'"
                                .formatted(io.laas.model.Names.clean(mode, 20)));
            }
        }
    }

    /**
     * Waits until something listens.
     *
     * @param address host and port with a colon between them, a template
     * @param from where to look from
     */
    @JsonTypeName("TCP")
    record Answer(String address, From from) implements Action {
        public Answer {
            Template.check("question: tcp", address);
            Objects.requireNonNull(from, "from");
        }
    }

    /**
     * Waits until a web server gives the answer wanted: status 200 to 299, and every text in it.
     *
     * @param url http or https, a template
     * @param contains texts that all have to be in the first 64 KiB of the answer, templates
     * @param from where to look from
     */
    @JsonTypeName("HTTP")
    record Http(String url, List<String> contains, From from) implements Action {
        public Http {
            Template.check("question: http", url);
            contains = List.copyOf(contains);
            contains.forEach(text -> Template.check("question: contains", text));
            Objects.requireNonNull(from, "from");
        }
    }

    /** Where a question is asked from. */
    enum From {
        /** From the pod's jump host. */
        JUMP_HOST,
        /** From where the operation runs, next to the pod's host; only addresses of the pod may be asked. */
        OUTSIDE
    }
}
