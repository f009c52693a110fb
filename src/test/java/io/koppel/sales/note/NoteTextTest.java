package io.koppel.sales.note;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HTML of timelines to plain text (sales-documents.md §8). */
class NoteTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Plain & simple | Plain & simple",
                "1 < 2 and 3 > 2 | 1 < 2 and 3 > 2",
                "Caf&eacute; &amp; bar | Café & bar",
                "<p>A</p><p>B</p> | A~B",
                "<p>A</p><p></p><p>B</p> | A~~B",
                "<div data-wrapper=\"true\"><p>A</p><p>B&nbsp;C</p></div> | A~B C",
                "<div>A</div><div>B</div> | A~B",
                "A<br>B<br/>C | A~B~C",
                "<ul><li>one</li><li><b>two</b> three</li></ul> | one~two three",
                "<p>a <i>b</i> c</p> | a b c",
                "<p>x &lt;y&gt;</p> | x <y>"
            })
    void becomesPlain(String html, String plain) {
        assertThat(NoteText.plain(html)).isEqualTo(plain.replace('~', '\n'));
    }

    @Test
    void linesOfPlainTextStay() {
        assertThat(NoteText.plain("first\nsecond\n\nthird ")).isEqualTo("first\nsecond\n\nthird");
    }

    @Test
    void theDigestOverlooksHowLinesEnd() {
        assertThat(NoteText.digest("a\r\nb")).isEqualTo(NoteText.digest("a\nb")).isNotEqualTo(NoteText.digest("a b"));
    }
}
