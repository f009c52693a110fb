package io.koppel;

import io.koppel.mapping.BusinessCentralEnd.Api;
import io.koppel.mapping.Direction;
import io.koppel.mapping.TableMapping;
import io.koppel.mapping.file.MappingFiles;
import io.koppel.mapping.proposal.MappingProposal;
import io.koppel.mapping.proposal.Proposal;
import io.koppel.mapping.proposal.ProposalFile;
import io.koppel.metadata.ServiceModel;
import io.koppel.metadata.TableModel;
import io.koppel.odata.ODataService;
import io.koppel.odata.ServiceException;
import io.koppel.operate.cli.CommandFailure;
import io.koppel.setup.Connections;
import io.koppel.setup.NearestName;
import io.koppel.setup.SandboxPreset;
import io.koppel.setup.Settings;
import io.koppel.setup.SettingsReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "new",
        description = "Proposes a mapping of two tables by name and type of their columns, and writes its file",
        footer =
                "The file is written beside the other mapping files. Nothing is synchronized by it before a run is started.")
final class NewMappingCommand implements Callable<Integer> {
    @Mixin
    private LaunchOptions launch = new LaunchOptions();

    @Parameters(
            index = "0",
            paramLabel = "BUSINESS-CENTRAL",
            description = "Set in Business Central; v2.0/, pages/ or publisher/group/version/ before it names the API,"
                    + " without one it is the companion's")
    private String businessCentral = "";

    @Parameters(index = "1", paramLabel = "DATAVERSE", description = "Set in Dataverse, for example fab_vehicles")
    private String dataverse = "";

    @Option(names = "--id", paramLabel = "ID", description = "Id of the mapping (default: from the set's name)")
    private @Nullable String id;

    @Option(
            names = "--direction",
            paramLabel = "DIRECTION",
            description = "bidirectional, to-dataverse or from-dataverse (default: bidirectional)")
    private String direction = Direction.BIDIRECTIONAL.key();

    @Option(names = "--file", paramLabel = "FILE", description = "File to write (default: in the mapping folder)")
    private @Nullable Path file;

    @Option(names = "--sandbox", paramLabel = "URL", description = "Ask a sandbox at this address instead")
    private @Nullable URI sandbox;

    @Override
    public Integer call() throws IOException {
        require(businessCentral, "BUSINESS-CENTRAL: name the set of Business Central, for example customers");
        require(dataverse, "DATAVERSE: name the set of Dataverse, for example accounts");
        require(
                id == null ? "from the set" : id,
                "--id: the id of a mapping cannot be blank; leave it out or name one");
        Settings settings =
                SettingsReader.withConnections(launch.source(sandbox == null ? Map.of() : SandboxPreset.of(sandbox)));
        int slash = businessCentral.lastIndexOf('/');
        Api api = slash < 0 ? Api.COMPANION : new Api(businessCentral.substring(0, slash));
        if (!api.isValid()) {
            throw new CommandFailure("there is no surface '" + api.key()
                    + "'; put v2.0/, pages/ or publisher/group/version/ before the set, or nothing for the companion");
        }
        Proposal proposal;
        try (Connections connections = Connections.open(settings)) {
            TableModel here =
                    table(connections.services().businessCentral(), api.key(), businessCentral.substring(slash + 1));
            TableModel there = table(connections.services().dataverse(), "", dataverse);
            proposal = MappingProposal.of(api, here, there, others(settings), Direction.of(direction), id);
        } catch (IllegalArgumentException unknown) {
            throw new CommandFailure(String.valueOf(unknown.getMessage()));
        }
        Path target = file != null
                ? file.toAbsolutePath()
                : settings.routes().resolve(proposal.id().toLowerCase(Locale.ROOT) + ".yaml");
        if (Files.exists(target)) {
            throw new CommandFailure("the file " + target + " is there already; name another with --file");
        }
        Files.writeString(target, ProposalFile.text(proposal));
        System.out.println(target + ": " + proposal.rows().size() + " field rows proposed, "
                + proposal.openBusinessCentral().size() + " properties and "
                + proposal.openDataverse().size()
                + " columns left open; look through it, then run koppel validate --live");
        return 0;
    }

    private static void require(String name, String otherwise) {
        if (name.isBlank()) {
            throw new CommandFailure(otherwise);
        }
    }

    private static List<TableMapping> others(Settings settings) throws IOException {
        return MappingFiles.read(settings.routes(), "routes", settings.models()).mappings();
    }

    private static TableModel table(ODataService service, String surface, String set) throws IOException {
        ServiceModel model;
        try (InputStream metadata = surface.isEmpty() ? service.metadata() : service.metadata(surface)) {
            model = ServiceModel.parse(metadata);
        } catch (ServiceException e) {
            throw new CommandFailure(service.name() + " has no " + (surface.isEmpty() ? "" : surface + " ")
                    + "metadata to read: " + e.error().describe());
        }
        TableModel table = model.table(set);
        if (table == null) {
            throw new CommandFailure(service.name() + (surface.isEmpty() ? "" : " " + surface) + " has no set '" + set
                    + "'"
                    + (model.tables().isEmpty()
                            ? ""
                            : "; did you mean '"
                                    + NearestName.of(set, model.tables().keySet()) + "'?"));
        }
        return table;
    }
}
