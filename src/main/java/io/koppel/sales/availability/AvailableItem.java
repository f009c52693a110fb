package io.koppel.sales.availability;

import java.math.BigDecimal;
import java.util.UUID;

/**
 * What is on hand of an item that is coupled with a product.
 *
 * @param item SystemId
 * @param product key of the product in Dataverse
 * @param unit its base unit
 */
public record AvailableItem(UUID item, UUID product, String number, String unit, BigDecimal inventory) {}
