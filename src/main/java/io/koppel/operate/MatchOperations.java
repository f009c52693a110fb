package io.koppel.operate;

import io.koppel.job.MatchCoupling;
import io.koppel.mapping.Direction;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.sync.MatchSearch.Finding;
import io.koppel.sync.MatchSearch.Proposal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Coupling many records by what they have in common. */
public final class MatchOperations {
    private static final int MOST_SHOWN = 1000;

    /** Finds the record a person means. */
    @FunctionalInterface
    public interface Finder {
        UUID find(TableMapping mapping, Side side, String text);
    }

    private final Mappings mappings;
    private final MatchCoupling matches;
    private final Finder finder;

    public MatchOperations(Mappings mappings, MatchCoupling matches, Finder finder) {
        this.mappings = mappings;
        this.matches = matches;
        this.finder = finder;
    }

    /**
     * What a person asks for.
     *
     * @param businessCentralIds records by SystemId, number or name; none for all that are not coupled
     * @param createNew whether records without a match are created in Dataverse; null for what the mapping says
     * @param synchronize whether what was coupled is synchronized at once; not by default
     */
    public record MatchCommand(
            @Nullable List<String> businessCentralIds, @Nullable Boolean createNew, @Nullable Boolean synchronize) {
        /** All records, as the mapping says. */
        public static final MatchCommand ALL = new MatchCommand(null, null, null);
    }

    /**
     * What would be coupled.
     *
     * @param exact records with exactly one free partner
     * @param ambiguous records with several
     * @param none records without any
     * @param records the first thousand of them
     */
    public record MatchView(long exact, long ambiguous, long none, List<Line> records) {
        /** @param finding exact, ambiguous or none */
        public record Line(
                UUID businessCentralId,
                @Nullable String number,
                String finding,
                @Nullable UUID dataverseId,
                @Nullable String name,
                @Nullable Integer priority) {}
    }

    /** Looks and writes nothing. */
    public MatchView preview(String mappingId, MatchCommand command) {
        TableMapping mapping = matched(mappingId);
        Map<Finding, Long> counts = new EnumMap<>(Finding.class);
        List<MatchView.Line> lines = new ArrayList<>();
        matches.preview(
                mapping,
                chosen(mapping, command),
                page -> page.forEach(proposal -> {
                    counts.merge(proposal.finding(), 1L, Long::sum);
                    if (lines.size() < MOST_SHOWN) {
                        lines.add(line(proposal));
                    }
                }));
        return new MatchView(
                counts.getOrDefault(Finding.EXACT, 0L),
                counts.getOrDefault(Finding.AMBIGUOUS, 0L),
                counts.getOrDefault(Finding.NONE, 0L),
                List.copyOf(lines));
    }

    private static MatchView.Line line(Proposal proposal) {
        return new MatchView.Line(
                proposal.businessCentralId(),
                proposal.number(),
                proposal.finding().name().toLowerCase(Locale.ROOT),
                proposal.dataverseId(),
                proposal.name(),
                proposal.priority());
    }

    /**
     * Couples in the background.
     *
     * @return number of the run
     * @throws OperationException if the mapping has nothing to match by, or cannot create what is asked for
     */
    public long start(String mappingId, MatchCommand command, String startedBy) {
        TableMapping mapping = matched(mappingId);
        boolean creates = mapping.direction().includes(Direction.TO_DATAVERSE);
        if (Boolean.TRUE.equals(command.createNew()) && !creates) {
            throw OperationException.invalid(mapping.id()
                    + " goes from-dataverse only, so nothing can be created in Dataverse; leave createNew out");
        }
        Boolean wanted = command.createNew();
        return matches.start(new MatchCoupling.Wish(
                mapping,
                chosen(mapping, command),
                creates && (wanted == null ? mapping.createUnmatched() : wanted),
                Boolean.TRUE.equals(command.synchronize()),
                startedBy));
    }

    private TableMapping matched(String mappingId) {
        TableMapping mapping = mappings.require(mappingId);
        if (mapping.match().isEmpty()) {
            throw OperationException.invalid(
                    mapping.id() + " has no fields to match by; add them under 'match' in its mapping file");
        }
        if (mapping.dataverse().isChoice()) {
            throw OperationException.invalid(
                    mapping.id() + " couples codes with choices by their labels; synchronize the mapping instead");
        }
        return mapping;
    }

    private List<UUID> chosen(TableMapping mapping, MatchCommand command) {
        List<String> named = command.businessCentralIds();
        return named == null
                ? List.of()
                : named.stream()
                        .map(text -> finder.find(mapping, Side.BUSINESS_CENTRAL, text))
                        .toList();
    }
}
