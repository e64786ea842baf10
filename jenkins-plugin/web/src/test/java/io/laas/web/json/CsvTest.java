package io.laas.web.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.model.wire.UsageJson;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    private static String line(String key) {
        String text = Csv.of(UsageJson.class, List.of(new UsageJson(key, 2, 1.25, 0, 3)));
        return text.substring(text.indexOf("\r\n") + 2);
    }

    @Test
    void namesTheFieldsAndWritesNumbersWithAPoint() {
        assertThat(Csv.of(UsageJson.class, List.of(new UsageJson("ann", 2, 1.25, 0, 3), new UsageJson("", 0, 7, 0, 0))))
                .isEqualTo("key,bookings,hours,failed,cancelled\r\nann,2,1.25,0,3\r\n,0,7,0,0\r\n");
        assertThat(Csv.of(UsageJson.class, List.of())).isEqualTo("key,bookings,hours,failed,cancelled\r\n");
    }

    @Test
    void quotesWhatWouldEndACellOrALine() {
        assertThat(line("a,b")).startsWith("\"a,b\",2");
        assertThat(line("say \"hi\"")).startsWith("\"say \"\"hi\"\"\",2");
        assertThat(line("two\r\nlines")).startsWith("\"two\r\nlines\",2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"})
    void leavesNoFormulaToASpreadsheet(String hostile) {
        assertThat(line(hostile)).matches("(?s)\"?'" + Pattern.quote(hostile) + "\"?,2.*");
    }
}
