package io.koppel.sandbox.bc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads {@code tables.txt}; its first comment explains the form. */
final class ModelReader {
    /** The files, in order: later ones speak of tables of earlier ones. */
    private static final List<String> FILES =
            List.of("tables.txt", "products.txt", "sales.txt", "documents.txt", "dimensions.txt", "fleet.txt");

    private final Model model = new Model();
    private final List<BcTable.FieldSpec> fields = new ArrayList<>();
    private final Map<String, List<BcTable.FieldSpec>> specs = new HashMap<>();
    private String table = "";
    private @Nullable EntitySet set;

    private ModelReader() {}

    static Model read() {
        ModelReader reader = new ModelReader();
        for (String file : FILES) {
            try (InputStream in = ModelReader.class.getResourceAsStream(file)) {
                String text = new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
                text.lines()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .forEach(reader::line);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        reader.endTable();
        return reader.model;
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
            set = null;
            table = line.substring("table ".length());
        } else if (line.startsWith("set ")) {
            endTable();
            set = set(line);
            model.sets().add(set);
        } else if (line.startsWith("  action ") && set != null) {
            set.addAction(line.substring("  action ".length()).strip());
        } else if (line.startsWith("  ->") && set != null) {
            set.add(Navigation.parse(line.strip()));
        } else if (set == null) {
            fields.add(field(line));
        } else {
            set.add(property(set.table(), line));
        }
    }

    private void endTable() {
        if (!table.isEmpty()) {
            String[] parts = table.split("\\|");
            List<String> keys = List.of("Code");
            List<String> indexed = new ArrayList<>();
            for (String part : List.of(parts).subList(1, parts.length)) {
                String option = part.strip();
                List<String> names =
                        List.of(option.substring(option.indexOf(' ') + 1).split(","));
                if (option.startsWith("key ")) {
                    keys = names;
                } else {
                    indexed.addAll(names);
                }
            }
            indexed.add(0, keys.get(0));
            String[] names = parts[0].strip().split(" like ");
            String name = names[0];
            if (names.length > 1) {
                Set<String> own = fields.stream().map(BcTable.FieldSpec::name).collect(Collectors.toSet());
                Objects.requireNonNull(specs.get(names[1]), names[1]).stream()
                        .filter(field -> !own.contains(field.name()))
                        .forEach(fields::add);
            }
            specs.put(name, List.copyOf(fields));
            model.tables().put(name, new BcTable(name, keys, List.copyOf(fields), indexed));
            fields.clear();
            table = "";
        }
    }

    private static BcTable.FieldSpec field(String line) {
        String[] parts = line.split("\\|");
        int arrow = parts[1].indexOf('>');
        String relation = arrow < 0 ? "" : parts[1].substring(arrow + 1).strip();
        String[] type =
                (arrow < 0 ? parts[1] : parts[1].substring(0, arrow)).strip().split("[ :]");
        FieldKind kind = FieldKind.named(type[0]);
        boolean option = kind == FieldKind.OPTION;
        int length = type.length > 1 && !option ? Integer.parseInt(type[1]) : 0;
        return new BcTable.FieldSpec(parts[0].strip(), kind, option ? type[1] : "", relation, length);
    }

    private EntitySet set(String line) {
        String[] parts = line.split("\\|");
        int of = parts[0].indexOf(" of ");
        String[] words = parts[0].substring(0, of).split(" ");
        List<String> keys = List.of(parts[1].strip().substring("key ".length()).split(","));
        EntitySet.Rights rights = EntitySet.Rights.ALL;
        String within = "";
        for (String option : List.of(parts).subList(2, parts.length)) {
            switch (option.strip()) {
                case "readonly" -> rights = EntitySet.Rights.READ_ONLY;
                case "noinsert" -> rights = EntitySet.Rights.NO_INSERT;
                default -> within = option.strip().substring("within ".length());
            }
        }
        BcTable table = model.table(parts[0].substring(of + " of ".length()).strip());
        return new EntitySet(Surface.named(words[1]), words[2], words[3], table, keys, rights, within);
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
