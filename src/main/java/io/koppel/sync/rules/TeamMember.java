package io.koppel.sync.rules;

import io.koppel.coupling.FollowUps.FollowUp;
import io.koppel.journal.History;
import io.koppel.journal.HistoryRow.FieldChange;
import io.koppel.mapping.Side;
import io.koppel.odata.Pages;
import io.koppel.odata.ReadRequest;
import io.koppel.odata.ServiceException;
import io.koppel.odata.WriteOperation;
import io.koppel.odata.WriteResult;
import io.koppel.sync.Batch;
import io.koppel.sync.Engine;
import io.koppel.sync.FollowUpWork;
import io.koppel.sync.Item;
import io.koppel.sync.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The user of a salesperson who was just created joins the company's owning team, so that both see the same rows
 * (table-mappings.md §8.1). Where Koppel may not add members, the salesperson is there all the same and nothing fails.
 */
public final class TeamMember implements Rule {
    private static final Logger LOG = LoggerFactory.getLogger(TeamMember.class);
    private static final String MEMBERS = "teammembership_association";

    private final Engine engine;

    public TeamMember(Engine engine) {
        this.engine = engine;
    }

    @Override
    public String name() {
        return Engine.TEAM_MEMBER;
    }

    @Override
    public boolean needsFollowUp(Item item, Batch batch) {
        return item.isNew()
                && batch.pass().source() == Side.DATAVERSE
                && engine.company().owningTeam() != null;
    }

    @Override
    public void followUp(FollowUpWork work) {
        String team = engine.company().owningTeam();
        if (team == null) {
            return;
        }
        List<History.Entry> joined = new ArrayList<>();
        try {
            Set<String> members = members(team);
            for (FollowUp followUp : work.followUps()) {
                String user = followUp.dataverseId().toString();
                if (!members.contains(user) && join(team, user)) {
                    joined.add(entry(followUp, team));
                }
            }
        } catch (ServiceException e) {
            LOG.info("Members of the owning team were not looked at: {}", e.getMessage());
        }
        RuleHistory.record(work, joined);
    }

    private Set<String> members(String team) {
        Pages pages = engine.services()
                .dataverse()
                .read(ReadRequest.of("teams(" + team + ")/" + MEMBERS).with("$select", "systemuserid"));
        Set<String> members = new HashSet<>();
        while (pages.hasNext()) {
            pages.next().rows().forEach(row -> members.add(DataverseRows.text(row, "systemuserid")));
        }
        return members;
    }

    private boolean join(String team, String user) {
        String address = engine.services()
                .dataverse()
                .settings()
                .surfaces()
                .get(0)
                .baseUri()
                .resolve("systemusers(" + user + ")")
                .toString();
        WriteResult result = engine.services()
                .dataverse()
                .write(WriteOperation.action("teams(" + team + ")/" + MEMBERS + "/$ref", Map.of("@odata.id", address)));
        if (!(result instanceof WriteResult.Written)) {
            LOG.info("User {} was not added to the owning team: {}", user, result);
        }
        return result instanceof WriteResult.Written;
    }

    private static History.Entry entry(FollowUp followUp, String team) {
        return new History.Entry(
                followUp.businessCentralId(),
                followUp.dataverseId(),
                Side.DATAVERSE,
                "update",
                Engine.TEAM_MEMBER,
                List.of(new FieldChange("member of team", null, team)),
                null);
    }
}
