package io.koppel.mapping.file;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes {@code docs/mapping-reference.md} of the specification. */
public final class ReferenceWriter {
    private static final String INTRODUCTION =
            """
            # Mapping files

            A mapping file in `routes/` holds one `tableMapping` and its routes. This page is generated from the
            specification that also reads the files, so it is never behind. `docs/koppel-mapping.schema.json` is the same for
            editors. `koppel validate` tells every mistake with file, line and column; `koppel test` runs `routes/tests/`.

            Routes have fixed ids: `<ID>.to-dataverse` and `<ID>.from-dataverse` for the directions of the mapping, and
            `<ID>.job` where there is a schedule. In them `{{schedule.<ID>}}` is the time between runs in milliseconds,
            `{{scheduled.<ID>}}` tells whether there is a scheduled job, and `{{inForce.<ID>}}` whether the settings
            `koppel.units` and `koppel.prices` let the mapping exist. An edit comes into force at once; a broken edit leaves
            mapping and routes as they were. A deleted file stays in force until the next start.

            ## What the files in routes/standard lose

            They are for companies without the companion extension. API v2.0 shows no user of the last change, so an own
            write is recognised by its version alone.

            | File | Not carried |
            |---|---|
            | `customer.yaml` | contact name, fax number, shipping agent, primary contact, mobile phone number |
            | `contact.yaml` | name parts (a new row gets the whole name as last name), fax number, pager, salutation, salesperson, currency; the company of a person (the rule contact-company works with `companyNumber`) |
            | `currency.yaml` | nothing |
            | `payment-terms.yaml`, `shipment-method.yaml` | nothing |
            | `salespeople.yaml` | nothing |
            | `unit-of-measure.yaml` | nothing |
            | `opportunity.yaml` | the account of the contact's company, probability, steps that change the estimate alone; in the team model all opportunities are sent, whoever the contact is |
            | `item-product.yaml` | volume, weight, vendor, vendor item number; unit groups of items (`koppel.units=groups`); a new item takes the product's number instead of one from the number series |

            Vendors, shipping agents, resources, unit groups, prices, and posted invoices with what their lines are about, stand
            on no surface but the companion in a form that can be followed: API v2.0 has none of them, or without the fields the
            mapping needs, and the published pages show neither ids nor times of change. Set `enabled: false` in their files
            where the extension is not installed.

            """;

    private final StringBuilder text = new StringBuilder(INTRODUCTION);
    private final Set<NodeSpec> written = new LinkedHashSet<>();

    private ReferenceWriter() {}

    /**
     * The page as Markdown.
     *
     * @param rules what each shipped rule does, by its name
     */
    public static String markdown(Map<String, String> rules) {
        ReferenceWriter writer = new ReferenceWriter();
        writer.node(MappingSpec.TABLE_MAPPING);
        writer.rules(rules);
        return writer.text.toString().stripTrailing() + "\n";
    }

    private void rules(Map<String, String> rules) {
        text.append("## Rules\n\n")
                .append(
                        "What `rules` may name; they apply in the order written. Leaving one out leaves out what it does. An own")
                .append(
                        " rule is a class that implements\n`io.koppel.sync.Rule`, bound under `beans` in a route file and named")
                .append(" here by the bean's name.\n\n| Rule | Does |\n|---|---|\n");
        rules.forEach((name, sentence) ->
                text.append("| `").append(name).append("` | ").append(sentence).append(" |\n"));
    }

    private void node(@Nullable NodeSpec spec) {
        if (spec == null || !written.add(spec)) {
            return;
        }
        text.append("## ")
                .append(spec.name())
                .append("\n\n")
                .append(spec.description())
                .append("\n\n");
        text.append("| Option | Value | Without it | Meaning |\n|---|---|---|---|\n");
        for (OptionSpec option : spec.options()) {
            text.append("| `")
                    .append(option.name())
                    .append("` | ")
                    .append(value(option))
                    .append(" | ");
            text.append(option.required() ? "must be given" : cell(option.otherwise()))
                    .append(" | ");
            text.append(option.description().replace("|", "\\|"));
            if (option.example() != null) {
                text.append(" Example: `").append(option.example()).append("`");
            }
            text.append(" |\n");
        }
        text.append('\n');
        for (OptionSpec option : spec.options()) {
            node(option.node());
            node(option.item());
        }
    }

    private static String value(OptionSpec option) {
        return option.allowed().isEmpty() ? option.type().words() : "`" + String.join("`, `", option.allowed()) + "`";
    }

    private static String cell(@Nullable String otherwise) {
        return otherwise == null ? "–" : otherwise;
    }
}
