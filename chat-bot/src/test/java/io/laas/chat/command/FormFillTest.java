package io.laas.chat.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.chat.core.Form;
import io.laas.chat.core.Form.Input;
import io.laas.chat.core.Form.Option;
import io.laas.chat.core.Kind;
import io.laas.chat.testing.FakeLaas;
import io.laas.chat.testing.Samples;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FormFillTest {
    private static final Form FORM =
            new Form("book", "Book a pod", List.of(new Input("pod", Kind.POD, "Pod", "", true, "", List.of())));

    private final FakeLaas server = new FakeLaas();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void offersThePodsThatOneMayBookThoseThatAreFreeFirst() {
        server.on(
                "GET /pods",
                List.of(Samples.closed("a-shut-one"), Samples.pod("big", false), Samples.pod("demo", true)));
        Input pods = new FormFill(server.client()).whole(FORM).inputs().get(0);
        assertThat(pods.options()).extracting(Option::value).containsExactly("demo", "big");
        assertThat(pods.initial()).isEqualTo("demo");
    }
}
