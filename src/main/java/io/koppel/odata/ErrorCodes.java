package io.koppel.odata;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the services' error codes mean. A code that concerns every record of a mapping (right, name, address) is
 * CONFIGURATION; one that concerns the record at hand is DATA, also where the sheet says "bug", because stopping a whole
 * mapping for one record's value would hold up the rest (promises.md P7).
 */
final class ErrorCodes {
    /** 0x80060892 alternate key taken, 0x80043b06 product number, 0x80043b0f price list name. */
    private static final Set<String> OTHER_KEYS = Set.of("0x80060892", "0x80043b06", "0x80043b0f");

    private static final Map<String, ErrorClass> BUSINESS_CENTRAL = businessCentral();
    private static final Map<String, ErrorClass> DATAVERSE = dataverse();

    private ErrorCodes() {}

    /** Whether a code tells that another row has the same values in a key that is not its id. */
    static boolean isOfAnotherKey(String code) {
        return OTHER_KEYS.contains(code.toLowerCase(Locale.ROOT));
    }

    /** The meaning of a code, null when it tells no more than the status. */
    static @Nullable ErrorClass of(ServiceKind service, int status, String code) {
        if (service == ServiceKind.DATAVERSE) {
            return DATAVERSE.get(code.toLowerCase(Locale.ROOT));
        }
        if (code.startsWith("Authorization_")) {
            return ErrorClass.CONFIGURATION;
        }
        // business-central-api.md §15: 404 when the row is missing, 400 when the URL cannot be read.
        if (code.equals("BadRequest_NotFound") || code.equals("Internal_RecordNotFound")) {
            return status == 404 ? ErrorClass.GONE : ErrorClass.DATA;
        }
        return BUSINESS_CENTRAL.get(code);
    }

    private static Map<String, ErrorClass> businessCentral() {
        Map<String, ErrorClass> codes = new HashMap<>();
        put(codes, ErrorClass.CONFLICT, "Request_EntityChanged");
        put(codes, ErrorClass.DUPLICATE, "Internal_EntityWithSameKeyExists");
        put(codes, ErrorClass.TRANSIENT, "Internal_TenantUnavailable", "Internal_ServerError");
        put(
                codes,
                ErrorClass.CONFIGURATION,
                "BadRequest_ResourceNotFound",
                "BadRequest_InvalidRequestUrl",
                "BadRequest_InvalidToken",
                "BadRequest_MethodNotAllowed",
                "BadRequest_MethodNotImplemented",
                "Internal_CompanyNotFound",
                "Application_FilterErrorException",
                "Authentication_InvalidCredentials");
        put(
                codes,
                ErrorClass.DATA,
                "BadRequest",
                "BadRequest_InvalidOperation",
                "BadRequest_RequiredParamNotProvided",
                "Internal_DataNotFoundFilter",
                "Internal_InvalidTableRelation",
                "Application_DialogException",
                "Application_FieldValidationException",
                "Application_StringExceededLength",
                "Application_EvaluateException",
                "Application_InvalidGUID",
                "Application_CallbackNotAllowed");
        return Map.copyOf(codes);
    }

    private static Map<String, ErrorClass> dataverse() {
        Map<String, ErrorClass> codes = new HashMap<>();
        put(codes, ErrorClass.CONFLICT, "0x80060882");
        put(codes, ErrorClass.DUPLICATE, "0x80040237"); // its own id exists
        put(codes, ErrorClass.DUPLICATE, OTHER_KEYS.toArray(String[]::new));
        // Also links that have expired: the paging cookie or delta token does not exist any more, start again.
        put(codes, ErrorClass.GONE, "0x80040217", "0x80060891", "0x80041129", "0x8004112a", "0x80044352");
        put(codes, ErrorClass.THROTTLED, "0x80072321", "0x80072322", "0x80072326");
        put(codes, ErrorClass.TRANSIENT, "0x80040216", "0x80044150", "0x80044151", "0x80044171", "0x80044172");
        put(
                codes,
                ErrorClass.CONFIGURATION,
                "0x8006088a",
                "0x80040220",
                "0x80040299",
                "0x80040225",
                "0x80042f09",
                "0x80072560",
                "0x80048d19",
                "0x80060888",
                "0x0",
                "0x80090801",
                "0x80041103",
                "0x8004430c",
                "0x80072491",
                "0x80041d4c");
        // 403 for this row only, a duplicate detection rule, and a product that a line names
        put(codes, ErrorClass.DATA, "0x80048306", "0x80040333", "0x80043b24");
        return Map.copyOf(codes);
    }

    private static void put(Map<String, ErrorClass> codes, ErrorClass kind, String... names) {
        for (String name : names) {
            codes.put(name, kind);
        }
    }
}
