package io.koppel.bench;

import io.koppel.operate.access.Accounts;
import io.koppel.operate.access.Authenticator;
import io.koppel.operate.access.Role;
import io.koppel.operate.access.Tokens;
import io.koppel.operate.rest.AvailabilityFace;
import io.koppel.operate.rest.Gate;
import io.koppel.operate.rest.RestFace;
import io.koppel.route.HttpEdge;
import io.koppel.sales.availability.AvailableItem;
import io.koppel.sales.availability.ItemAvailability;
import io.koppel.store.Database;
import io.koppel.store.DatabaseSettings;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * The service {@code ProductItemAvailability} on Koppel's own HTTP edge over its database in a file, with an account of the role
 * that Sales would have. Ends when its input does.
 */
public final class AvailabilityServer {
    static final String SERVING = "serving ";
    static final String ACCOUNT = "sales";
    private static final String COMPANY = "CRONUS";

    private AvailabilityServer() {}

    /** Products are known by their place, to whoever asks and whoever answers. */
    static UUID product(int place) {
        return UUID.nameUUIDFromBytes(("product " + place).getBytes(StandardCharsets.UTF_8));
    }

    /** @param arguments folder of the database, and how many items there are */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Files.createDirectories(folder);
        try (Database database = Database.open(
                new DatabaseSettings("jdbc:h2:file:" + folder.resolve("koppel").toAbsolutePath(), "koppel", "", 10))) {
            ItemAvailability items = new ItemAvailability(database, COMPANY);
            fill(database, items, Integer.parseInt(arguments[1]));
            Accounts accounts = new Accounts(database, Clock.systemUTC());
            accounts.put(ACCOUNT, Tokens.randomPassword(), Role.AVAILABILITY);
            String key = accounts.issueToken(ACCOUNT, "Sales");
            Gate gate = new Gate(new Authenticator(accounts, Tokens.random()));
            CamelContext camel = new DefaultCamelContext();
            camel.start();
            try (HttpEdge edge = HttpEdge.open(camel, "127.0.0.1", 0, router -> {
                RestFace.mountCommon(router);
                new AvailabilityFace(items, gate, COMPANY).mount(router);
            })) {
                System.out.println(SERVING + edge.address() + "/ODataV4/Company('" + COMPANY
                        + "')/ProductItemAvailability " + key);
                while (System.in.read() >= 0) {
                    // whoever started it closes its input when it is done
                }
            }
            camel.stop();
        }
    }

    private static void fill(Database database, ItemAvailability items, int count) {
        List<AvailableItem> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(new AvailableItem(
                    UUID.randomUUID(), product(i), String.format("SI%07d", i + 1), "PCS", BigDecimal.valueOf(i % 500)));
        }
        database.inTransaction(connection -> {
            items.put(connection, all);
            return true;
        });
    }
}
