package io.laas.model.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.model.installer.Action;
import io.laas.model.installer.Installer;
import io.laas.model.installer.Step;
import io.laas.model.installer.Target;
import io.laas.model.installer.Values;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstallerFileTest {
    private static final String WHOLE = """
            installer: demo
            title: A demo
            description: |
              Two lines
              of text.
            parameters:
              - name: port
                default: '80'
                pattern: '\\d{1,5}'
              - name: flavour
                choices: [sweet, sour]
              - {name: token, secret: true}
            requires: {nodes: 2, memory: 1G, cores: 2, networks: [admin], internet: true}
            limit: 10m
            steps:
              - name: one
                on: nodes
                script: |
                  echo one
                  echo two
                timeout: 30s
                retry: 2
                undo: echo undone
              - name: two
                file: {path: /etc/x, content: 'port {{param.port}}', mode: '0600', escape: json}
              - name: three
                wait-for: {tcp: '{{jump.address}}:80'}
              - name: four
                check: {http: 'http://{{jump.address}}/', contains: [hello], from: outside}
            """;

    private static Installer good(String text) {
        InstallerFile.Result result = InstallerFile.parse(text, "demo.yaml");
        assertThat(result.problems()).isEmpty();
        return result.installer().orElseThrow();
    }

    private static List<String> problems(String text) {
        InstallerFile.Result result = InstallerFile.parse(text, "demo.yaml");
        assertThat(result.installer()).isEmpty();
        return result.problems().stream().map(LabProblem::toString).toList();
    }

    @Test
    void readsAllOfIt() {
        Installer demo = good(WHOLE);
        assertThat(demo.description()).isEqualTo("Two lines of text.");
        assertThat(demo.requirements().memoryMiB()).isEqualTo(1024);
        assertThat(demo.limit()).isEqualTo(Duration.ofMinutes(10));
        assertThat(demo.steps().get(0))
                .isEqualTo(new Step(
                        "one",
                        "one",
                        Target.NODES,
                        new Action.Script("echo one\necho two\n"),
                        Duration.ofSeconds(30),
                        2,
                        Optional.of("echo undone")));
        assertThat(demo.steps().get(3).action())
                .isEqualTo(new Action.Http("http://{{jump.address}}/", List.of("hello"), Action.From.OUTSIDE));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            on: nodes                | on: nowhere              | line 17: steps[0].on must be one of jump-host, nodes
            timeout: 30s             | timeout: 8h              | line 21: steps[0].timeout is not right: step one: timeout must be 1s to 6h
            retry: 2                 | retry: 11                | line 22: steps[0].retry is not right: step one: retry must be 0 to 10
            mode: '0600'             | mode: rw                 | line 25: steps[1].file
            {{param.port}}           | {{#param}}               | line 25: steps[1].file.content is not right: file: content is wrong: a template must close what it opens
            wait-for: {tcp:          | ask: {tcp:               | line 27: steps[2] has the unknown key 'ask'
            , from: outside}         | , from: inside}          | line 29: steps[3].check.from must be one of jump-host, outside
            - name: two              | - name: one              | line 24: steps[1] has the name 'one', which the step on line 16 has too
            - name: two              | - name: finish           | steps must have names of their own
            pattern: '\\d{1,5}'       | pattern: '('             | line 9: parameters[0].pattern is not right: parameter port: pattern must be a regular expression
            default: '80'            | default: eighty          | line 8: parameters[0].default is not right: parameter port: default must match
            internet: true           | internet: maybe          | line 13: requires.internet
            secret: true             | secret: true, default: x | default must not be given for a secret
            """)
    void namesTheLineOfWhatIsWrong(String right, String wrong, String said) {
        assertThat(WHOLE).contains(right.strip());
        assertThat(problems(WHOLE.replace(right.strip(), wrong.strip())))
                .anySatisfy(p -> assertThat(p).startsWith("demo.yaml").contains(said.strip()));
    }

    @Test
    void stepDoesOneThing() {
        assertThat(problems("installer: x\nsteps:\n  - name: a\n    script: x\n    file: {path: /x, content: y}\n"))
                .containsExactly(
                        "demo.yaml line 3: steps[0] must have one of the keys script, file, wait-for, check, has script and file");
        assertThat(problems("installer: x\nsteps:\n  - name: a\n"))
                .containsExactly(
                        "demo.yaml line 3: steps[0] must have one of the keys script, file, wait-for, check, has none");
        assertThat(problems("")).singleElement().asString().contains("is empty; docs/reference/installers.md");
    }

    @Test
    void valuesAreCheckedAndFilledIn() {
        Installer demo = good(WHOLE);
        Values right = demo.values(Map.of("flavour", "sweet", "token", "s3cret"));
        assertThat(right.problems()).isEmpty();
        assertThat(right.all()).containsEntry("port", "80").containsEntry("flavour", "sweet");
        assertThat(demo.with(right).secretValues()).containsExactly("s3cret");
        assertThat(demo.values(Map.of("port", "x", "flavour", "bitter", "size", "3"))
                        .problems())
                .containsExactly(
                        "There is no parameter 'size' of installer demo; it has port, flavour, token.",
                        "Parameter port of installer demo must match \\d{1,5}, was 'x'.",
                        "Parameter flavour of installer demo must be one of sweet, sour, was 'bitter'.",
                        "Parameter token of installer demo must be given (token).");
        assertThat(demo.values(Map.of("flavour", "sour", "token", "a\nb")).problems())
                .containsExactly("Parameter token of installer demo must be one line of at most 200 characters.");
    }
}
