package io.koppel.sandbox.bc;

/** Resources: persons and machines, with units as items have them. */
final class ResourceRules extends UnitGroups {
    static final ResourceRules INSTANCE = new ResourceRules();

    private ResourceRules() {
        super("Resource", "Name", "Search Name");
    }
}
