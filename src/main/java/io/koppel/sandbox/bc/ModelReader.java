package io.koppel.sandbox.bc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads {@code tables.txt}; its first comment explains the form. */
final class ModelReader {
    /** Fields that are looked up by their value; the first of a table is its key. */
    private static final Map<String, List<String>> INDEXES = Map.of(
            "Customer", List.of("No."),
            "Contact", List.of("No.", "Company No."),
            "Currency Exchange Rate", List.of("Currency Code"),
            "Company", List.of("Name"),
            "General Ledger Setup", List.of("Primary Key"));

    private final Model model = new Model();
    private final List<BcTable.FieldSpec> fields = new ArrayList<>();
    private String tableName = "";
    private @Nullable EntitySet set;

    private ModelReader() {}

    static Model read() {
        try (InputStream in = ModelReader.class.getResourceAsStream("tables.txt")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            ModelReader reader = new ModelReader();
            text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(reader::line);
            reader.endTable();
            return reader.model;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void line(String line) {
        if (line.startsWith("enum ")) {
            List<String> words = List.of(line.split(" "));
            model.enums()
                    .put(
                            words.get(1),
                            words.subList(2, words.size()).stream()
                                    .map(word -> word.equals("_") ? "" : word.replace('~', ' '))
                                    .toList());
        } else if (line.startsWith("table ")) {
            endTable();
            tableName = line.substring("table ".length());
        } else if (line.startsWith("set ")) {
            endTable();
            set = set(line);
            model.sets().add(set);
        } else if (set == null) {
            fields.add(field(line));
        } else {
            set.add(property(set.table(), line));
        }
    }

    private void endTable() {
        if (!tableName.isEmpty()) {
            List<String> indexed = INDEXES.getOrDefault(tableName, List.of("Code"));
            model.tables().put(tableName, new BcTable(tableName, List.copyOf(fields), indexed));
            fields.clear();
            tableName = "";
        }
    }

    private static BcTable.FieldSpec field(String line) {
        String[] parts = line.split("\\|");
        String[] type = parts[1].strip().split("[ :]");
        FieldKind kind = FieldKind.named(type[0]);
        boolean option = kind == FieldKind.OPTION;
        int length = type.length > 1 && !option ? Integer.parseInt(type[1]) : 0;
        return new BcTable.FieldSpec(parts[0].strip(), kind, option ? type[1] : "", length);
    }

    private EntitySet set(String line) {
        String[] parts = line.split("\\|");
        int of = parts[0].indexOf(" of ");
        String[] words = parts[0].substring(0, of).split(" ");
        List<String> keys = List.of(parts[1].strip().substring("key ".length()).split(","));
        EntitySet.Rights rights = parts.length < 3
                ? EntitySet.Rights.ALL
                : parts[2].strip().equals("readonly") ? EntitySet.Rights.READ_ONLY : EntitySet.Rights.NO_INSERT;
        BcTable table = model.table(parts[0].substring(of + " of ".length()).strip());
        return new EntitySet(Surface.named(words[1]), words[2], words[3], table, keys, rights);
    }

    private static Property property(BcTable table, String line) {
        int equals = line.indexOf(" = ");
        String name = line.substring(0, equals).strip();
        String[] source = line.substring(equals + 3).split(" # ");
        int length = source.length > 1 ? Integer.parseInt(source[1].strip()) : -1;
        String what = source[0].strip();
        char mark = what.charAt(what.length() - 1);
        boolean marked = "!^*".indexOf(mark) >= 0;
        String bare = marked ? what.substring(0, what.length() - 1) : what;
        Property.Access access = mark == '!'
                ? Property.Access.READ_ONLY
                : mark == '^' ? Property.Access.CREATE_ONLY : Property.Access.READ_WRITE;
        if (!bare.startsWith("@")) {
            Field field = table.field(bare);
            int max = length >= 0 ? length : field.column().maxLength();
            return new Property(name, field, "", List.of(""), field.kind(), max, access, mark != '*');
        }
        String computed = bare.substring(1);
        return new Property(
                name,
                null,
                computed,
                List.of(computed.split(":")),
                Computed.kind(computed),
                Math.max(length, 0),
                Computed.access(computed, access),
                true);
    }
}
