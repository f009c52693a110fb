package io.koppel.coupling;

import static org.assertj.core.api.Assertions.assertThat;

import io.koppel.store.ValueReader;
import io.koppel.store.ValueWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is stored of a record's values comes back as it was. */
class BaseSnapshotPropertiesTest {
    @Provide
    Arbitrary<Object> value() {
        return Arbitraries.<Object>oneOf(
                        Arbitraries.strings().ofMaxLength(300).map(text -> (Object) text),
                        Arbitraries.of("ä", "ß", "Ç", "€", "漢", "😀", " ")
                                .list()
                                .ofMaxSize(40)
                                .map(characters -> (Object) String.join("", characters)),
                        Arbitraries.longs().map(number -> (Object) number),
                        Arbitraries.of(true, false).map(flag -> (Object) flag),
                        Combinators.combine(
                                        Arbitraries.bigIntegers(),
                                        Arbitraries.integers().between(0, 20))
                                .as((number, scale) -> (Object) new BigDecimal(number, scale)))
                .injectNull(0.15);
    }

    @Provide
    Arbitrary<List<Object>> values() {
        return value().list().ofMaxSize(40);
    }

    @Property
    void valuesComeBackInOrder(@ForAll("values") List<Object> values) {
        ValueWriter out = new ValueWriter();
        values.forEach(out::value);

        ValueReader in = new ValueReader(out.toBytes());
        List<Object> read = new ArrayList<>();
        while (!in.atEnd()) {
            read.add(in.value());
        }

        assertThat(read).isEqualTo(values);
    }

    @Property
    void numbersComeBack(@ForAll List<Long> numbers) {
        ValueWriter out = new ValueWriter();
        numbers.forEach(out::number);

        ValueReader in = new ValueReader(out.toBytes());
        List<Long> read = new ArrayList<>();
        while (!in.atEnd()) {
            read.add(in.number());
        }

        assertThat(read).isEqualTo(numbers);
    }

    @Property
    void aBaseComesBackWithBothSides(
            @ForAll long layout, @ForAll("values") List<Object> here, @ForAll("values") List<Object> there) {
        int length = Math.min(here.size(), there.size());
        BaseSnapshot base = new BaseSnapshot(
                layout,
                here.subList(0, length).toArray(),
                there.subList(0, length).toArray());

        assertThat(BaseSnapshot.of(base.toBytes())).isEqualTo(base);
    }

    @Property
    void equalSidesComeBackEqual(@ForAll long layout, @ForAll("values") List<Object> values) {
        BaseSnapshot base = new BaseSnapshot(layout, values.toArray(), values.toArray());

        assertThat(BaseSnapshot.of(base.toBytes())).isEqualTo(base);
    }
}
