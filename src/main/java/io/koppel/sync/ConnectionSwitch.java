package io.koppel.sync;

import io.koppel.store.Database;
import io.koppel.store.InstallationSettings;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

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
    private static final int PARTS = 4;

    private final InstallationSettings settings;
    private volatile @Nullable SwitchedOff off;

    /**
     * That it is off.
     *
     * @param since null where that was not written down
     * @param by who switched it off, null where that was not written down
     * @param reason why, in the words of whoever did; null if nothing was said
     */
    public record SwitchedOff(@Nullable Instant since, @Nullable String by, @Nullable String reason) {
        String stored() {
            return SWITCHED_OFF + "\n" + (since == null ? "" : since) + "\n" + (by == null ? "" : by) + "\n"
                    + (reason == null ? "" : reason);
        }

        static SwitchedOff read(String stored) {
            String[] parts = stored.split("\n", PARTS);
            String since = part(parts, 1);
            return new SwitchedOff(since == null ? null : Instant.parse(since), part(parts, 2), part(parts, 3));
        }

        private static @Nullable String part(String[] parts, int at) {
            return at < parts.length && !parts[at].isEmpty() ? parts[at] : null;
        }
    }

    public ConnectionSwitch(Database database) {
        this.settings = new InstallationSettings(database);
        this.off = settings.get(NAME)
                .filter(stored -> stored.startsWith(SWITCHED_OFF))
                .map(SwitchedOff::read)
                .orElse(null);
    }

    public boolean isOn() {
        return off == null;
    }

    /** Since when, by whom and why it is off; null while it is on. */
    public @Nullable SwitchedOff off() {
        return off;
    }

    /** From now on requests may leave. */
    public synchronized void on() {
        settings.remove(NAME);
        off = null;
    }

    /** Requests that are under way come to their end; nothing leaves after them. */
    public synchronized void off(SwitchedOff why) {
        settings.put(NAME, why.stored());
        off = why;
    }

    /** @throws IllegalStateException while it is off */
    public void require() {
        if (!isOn()) {
            throw new IllegalStateException(OFF);
        }
    }

    /** Lets it rule over the services. */
    public void guard(Services services) {
        services.businessCentral().onlyWhile(this::isOn, OFF);
        services.dataverse().onlyWhile(this::isOn, OFF);
    }
}
