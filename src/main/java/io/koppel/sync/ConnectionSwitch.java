package io.koppel.sync;

import io.koppel.store.Database;
import io.koppel.store.InstallationSettings;

/**
 * Whether Koppel may talk to the two services at all. Off means no request, whoever asks (scenarios CM-14, CM-17); only trying the
 * connections works all the same, because it uses connections of its own. Couplings and everything that is remembered stay. It
 * outlives the process.
 */
public final class ConnectionSwitch {
    /** What whoever needs a service is told while it is off. */
    public static final String OFF =
            "the connection is not enabled; nothing is sent until koppel connection --enable switches it on";

    private static final String NAME = "connection";
    private static final String SWITCHED_OFF = "off";

    private final InstallationSettings settings;
    private volatile boolean on;

    public ConnectionSwitch(Database database) {
        this.settings = new InstallationSettings(database);
        this.on = settings.get(NAME).filter(SWITCHED_OFF::equals).isEmpty();
    }

    public boolean isOn() {
        return on;
    }

    /** Requests that are under way come to their end; nothing leaves after them. */
    public synchronized void set(boolean wanted) {
        if (wanted) {
            settings.remove(NAME);
        } else {
            settings.put(NAME, SWITCHED_OFF);
        }
        on = wanted;
    }

    /** @throws IllegalStateException while it is off */
    public void require() {
        if (!on) {
            throw new IllegalStateException(OFF);
        }
    }

    /** Lets it rule over the services. */
    public void guard(Services services) {
        services.businessCentral().onlyWhile(this::isOn, OFF);
        services.dataverse().onlyWhile(this::isOn, OFF);
    }
}
