package io.laas.jenkins.step;

import io.laas.jenkins.operation.OperationStep;
import io.laas.jenkins.operation.TaskStep;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jenkinsci.plugins.workflow.steps.Step;

/** Makes the reference of the steps from the help texts of their forms. */
final class StepReference {
    private static final Pattern FIELD = Pattern.compile("field=\"(\\w+)\"");
    private static final Pattern PRE = Pattern.compile("<pre>\\s*(.*?)\\s*</pre>", Pattern.DOTALL);
    private static final Map<String, Class<? extends Step>> STEPS = steps();

    private StepReference() {}

    private static Map<String, Class<? extends Step>> steps() {
        Map<String, Class<? extends Step>> steps = new LinkedHashMap<>();
        steps.put("laasBook", LaasBookStep.class);
        steps.put("laasBookForRun", LaasBookForRunStep.class);
        steps.put("laasRun", LaasRunStep.class);
        steps.put("laasReset", LaasResetStep.class);
        steps.put("laasInstall", LaasInstallStep.class);
        steps.put("laasSnapshot", LaasSnapshotStep.class);
        steps.put("laasExtend", LaasExtendStep.class);
        steps.put("laasStatus", LaasStatusStep.class);
        steps.put("laasRelease", LaasReleaseStep.class);
        steps.put("laasOperation", OperationStep.class);
        steps.put("laasTask", TaskStep.class);
        return steps;
    }

    static String text() throws IOException {
        List<String> parts = new ArrayList<>();
        parts.add("# Pipeline steps\n");
        parts.add(
                "<!-- Made from the steps' help texts by StepReferenceTest; run it with -Dlaas.docs.write=true to make it anew. -->\n");
        for (Map.Entry<String, Class<? extends Step>> step : STEPS.entrySet()) {
            parts.add(section(step.getKey(), step.getValue()));
        }
        return String.join("\n", parts);
    }

    private static String section(String name, Class<? extends Step> step) throws IOException {
        StringBuilder text = new StringBuilder("## `" + name + "`\n\n" + markdown(resource(step, "help.html")) + "\n");
        List<String> fields = fields(step);
        if (!fields.isEmpty()) {
            text.append("\n| parameter | kind | meaning |\n|---|---|---|\n");
        }
        for (String field : fields) {
            String help = markdown(resource(step, "help-" + field + ".html"))
                    .replaceAll("\\s*\n\\* ", "<br>")
                    .replaceAll("\\s+", " ");
            text.append("| `%s` | %s | %s |\n".formatted(field, kind(step, field), help.replace("|", "\\|")));
        }
        return text.toString();
    }

    static List<String> fields(Class<? extends Step> step) throws IOException {
        List<String> fields = new ArrayList<>();
        for (Matcher m = FIELD.matcher(resource(step, "config.jelly")); m.find(); ) {
            fields.add(m.group(1));
        }
        return fields;
    }

    private static String kind(Class<? extends Step> step, String field) {
        return Arrays.stream(step.getMethods())
                .filter(m -> m.getName().equalsIgnoreCase("get" + field)
                        || m.getName().equalsIgnoreCase("is" + field))
                .map(Method::getReturnType)
                .map(type -> type == int.class ? "number" : type == boolean.class ? "true or false" : "text")
                .findFirst()
                .orElseThrow(() -> new AssertionError(step + " has no " + field));
    }

    private static String resource(Class<? extends Step> step, String name) throws IOException {
        try (InputStream in = step.getResourceAsStream(step.getSimpleName() + "/" + name)) {
            if (in == null) {
                throw new AssertionError(step.getSimpleName() + " has no " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String markdown(String html) {
        StringBuilder text = new StringBuilder();
        Matcher pre = PRE.matcher(html);
        int from = 0;
        while (pre.find()) {
            text.append(prose(html.substring(from, pre.start())));
            text.append("\n\n```groovy\n").append(plain(pre.group(1))).append("\n```\n\n");
            from = pre.end();
        }
        return text.append(prose(html.substring(from))).toString().strip().replaceAll("\n{3,}", "\n\n");
    }

    private static String prose(String html) {
        String text = html.replaceAll("\\s+", " ")
                .replaceAll("</?code>", "`")
                .replaceAll("\\s*(</?div>|</li>|</dd>)\\s*", "")
                .replaceAll("\\s*</?(p|ul|dl)>\\s*", "\n\n")
                .replaceAll("\\s*<(li|dt)>\\s*", "\n* ")
                .replaceAll("\\s*</dt>\\s*<dd>\\s*", ": ")
                .replaceAll("\n{3,}", "\n\n");
        return plain(text).strip();
    }

    private static String plain(String html) {
        return html.replace("&gt;", ">").replace("&lt;", "<").replace("&amp;", "&");
    }
}
