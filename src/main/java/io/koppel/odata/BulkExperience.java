package io.koppel.odata;

/**
 * What a process has learnt of the bulk messages of one service, for all that send some.
 *
 * @param rates how many rows were refused
 * @param suspects for which values
 * @param firsts which sets and kinds of write it has begun with
 */
record BulkExperience(RefusalRates rates, Suspects suspects, FirstMessages firsts) {
    BulkExperience() {
        this(new RefusalRates(), new Suspects(), new FirstMessages());
    }
}
