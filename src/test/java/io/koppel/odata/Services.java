package io.koppel.odata;

import java.net.URI;
import java.time.Duration;
import java.util.SplittableRandom;

/** Services over a scripted wire under a virtual clock. */
final class Services {
    static final String COMPANY = "c0c0c0c0-0000-4000-8000-0000000000c0";
    static final String SECRET = "canary-7f3a";

    private Services() {}

    static ConnectionSettings dataverseSettings(String origin) {
        return ConnectionSettings.dataverse(
                        URI.create(origin + "/api/data/v9.2/"),
                        URI.create(origin + ScriptedTransport.TOKEN_PATH),
                        "koppel",
                        Secret.of(SECRET),
                        origin + "/.default")
                .withPatience(Duration.ofSeconds(5), 4);
    }

    static ConnectionSettings businessCentralSettings(String origin) {
        return ConnectionSettings.businessCentral(
                        URI.create(origin + "/v2.0/sandbox"),
                        COMPANY,
                        "CRONUS",
                        URI.create(origin + ScriptedTransport.TOKEN_PATH),
                        "koppel",
                        Secret.of(SECRET),
                        origin + "/.default")
                .withPatience(Duration.ofSeconds(5), 4);
    }

    static ODataService dataverse(ScriptedTransport transport, VirtualClock clock) {
        return open(dataverseSettings("http://dv.test"), transport, clock);
    }

    static ODataService businessCentral(ScriptedTransport transport, VirtualClock clock) {
        return open(businessCentralSettings("http://bc.test"), transport, clock);
    }

    static ODataService open(ConnectionSettings settings, Transport transport, ServiceClock clock) {
        return ODataServices.open(settings, transport, clock, new SplittableRandom(7));
    }
}
