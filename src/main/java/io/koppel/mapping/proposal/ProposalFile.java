package io.koppel.mapping.proposal;

import io.koppel.mapping.Direction;
import io.koppel.mapping.proposal.Proposal.ProposedRow;
import java.util.List;
import java.util.Locale;

/** Writes a proposal as a mapping file: the node with what is proposed, what is open as comments, and its routes. */
public final class ProposalFile {
    private static final String ROUTE =
            """

            - route:
                id: ${id}.${direction}
                routeConfigurationId: synchronize        # dead-letter channel into the error log
                from:
                  uri: direct:${id}.${direction}      # started by its job, a person, or a full synchronization
                  steps:
                    - bean: {ref: changes}               # the query: filter, watermark, columns, failed ones of last time
                    - to: ${read}      # body: batches, pages fetched lazily
                    - split:
                        simple: "$simple{body}"
                        streaming: true
                        parallelProcessing: true
                        executorService: deliver         # batches in flight: small queue, caller runs
                        steps:
                          - bean: {ref: couplings, method: resolve}
                          - bean: {ref: decide}
                          - bean: {ref: transfer}
                          - bean: {ref: intents, method: open}
                          - to: ${write}
                          - bean: {ref: confirm}
                          - split: {simple: "$simple{body.failures}", steps: [{bean: {ref: fail}}]}   # each into the dead-letter channel
            """;
    private static final String JOB =
            """

            - route:
                id: ${id}.job
                precondition: "{{scheduled.${id}}}"
                from:
                  uri: quartz:koppel/${id}
                  parameters:
                    trigger.repeatInterval: "{{schedule.${id}}}"   # schedule.every in milliseconds
                    trigger.repeatCount: -1
                    stateful: true                       # never two runs at once
                  steps:
                    - bean: {ref: jobs, method: "run('${id}')"}
            """;

    private final Proposal proposal;
    private final StringBuilder text = new StringBuilder();

    private ProposalFile(Proposal proposal) {
        this.proposal = proposal;
    }

    /** The file's text. */
    public static String text(Proposal proposal) {
        ProposalFile file = new ProposalFile(proposal);
        file.node();
        for (Direction direction : List.of(Direction.TO_DATAVERSE, Direction.FROM_DATAVERSE)) {
            if (proposal.direction().includes(direction)) {
                file.route(direction);
            }
        }
        file.text.append(JOB.replace("${id}", proposal.id()));
        return file.text.toString();
    }

    private void node() {
        line("# " + proposal.businessCentralSet() + " and " + proposal.dataverseSet()
                + ", proposed by name and type of the columns. Look through the rows, fill in what");
        line("# is open, delete these comments, and run: koppel validate --live");
        line("- tableMapping:");
        option("id: " + proposal.id());
        StringBuilder end = new StringBuilder("businessCentral: {");
        end.append(proposal.api().equals("companion") ? "" : "api: " + proposal.api() + ", ")
                .append("entitySet: ")
                .append(proposal.businessCentralSet())
                .append(", key: ")
                .append(proposal.key())
                .append(", number: ")
                .append(proposal.number());
        if (proposal.stamp() != null) {
            end.append(", stamp: ").append(proposal.stamp());
        }
        if (proposal.modifiedBy() != null) {
            end.append(", modifiedBy: ").append(proposal.modifiedBy());
        }
        option(end + "}");
        option("dataverse: {entitySet: " + proposal.dataverseSet() + ", table: " + proposal.table() + ", name: "
                + proposal.name() + "}");
        option("direction: " + proposal.direction().key());
        option("onlyCoupled: true                       # false also creates records on the other side");
        if (!proposal.after().isEmpty()) {
            option("after: [" + String.join(", ", proposal.after()) + "]");
        }
        option("schedule: {every: 30m, inactivityTimeout: 12h}");
        if (proposal.stamp() == null) {
            option("changes: full-read-and-hash             # this set has no time of the last change");
        }
        if (proposal.rows().isEmpty()) {
            option("fields: []                              # no two columns are alike; add a row");
        } else {
            option("fields:");
            proposal.rows().forEach(this::row);
        }
        ProposedRow match = proposal.match();
        if (match != null) {
            option("match:");
            option("  - fields: [{businessCentral: " + match.businessCentral() + ", dataverse: " + match.dataverse()
                    + "}]");
        }
        if (proposal.owned() && proposal.direction().includes(Direction.TO_DATAVERSE)) {
            option("rules: [owner]                          # new rows belong to the company's owning team");
        }
        open("Business Central properties without a row", proposal.openBusinessCentral());
        open("Dataverse columns without a row", proposal.openDataverse());
    }

    private void row(ProposedRow row) {
        option("  - {businessCentral: " + row.businessCentral() + ", dataverse: " + row.dataverse()
                + (row.options().isEmpty() ? "" : ", " + row.options()) + "}"
                + (row.why().isEmpty() ? "" : "   # " + row.why()));
    }

    private void open(String title, List<String> columns) {
        if (!columns.isEmpty()) {
            option("# " + title + ":");
            columns.forEach(column -> option("#   " + column));
        }
    }

    private void option(String option) {
        line("    " + option);
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private void route(Direction direction) {
        boolean to = direction == Direction.TO_DATAVERSE;
        String set = (proposal.api().equals("companion") ? "" : proposal.api() + "/") + proposal.businessCentralSet();
        text.append(ROUTE.replace("${id}", proposal.id())
                .replace("${direction}", direction.key().toLowerCase(Locale.ROOT))
                .replace("${read}", to ? "bc:read/" + set : "dataverse:read/" + proposal.dataverseSet())
                .replace("${write}", to ? "dataverse:batch" : "bc:batch")
                .replace("$simple{", "${"));
    }
}
