package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.JsonOut;
import io.koppel.sandbox.http.SandboxResponse;
import java.util.UUID;

/** A refusal with status, code and text as in business-central-api.md §15. */
final class BcException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    BcException(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    static BcException badRequest(String message) {
        return new BcException(400, "BadRequest", message);
    }

    /** A business rule of the application. */
    static BcException dialog(String message) {
        return new BcException(400, "Application_DialogException", message);
    }

    static BcException notFound() {
        return new BcException(
                404,
                "BadRequest_NotFound",
                "Bad Request - Error in query syntax, or the row does not exist: nothing was found at this address.");
    }

    static BcException noSuchSet(String name) {
        return new BcException(
                404, "BadRequest_ResourceNotFound", "Resource not found for the segment '" + name + "'.");
    }

    static BcException methodNotAllowed(String set, String method) {
        return new BcException(
                405,
                "BadRequest_MethodNotAllowed",
                "Entity set " + set + " does not allow " + method + ": the page permits no such operation.");
    }

    static BcException notImplemented(String what) {
        return new BcException(501, "BadRequest_MethodNotImplemented", what);
    }

    static BcException companyNotFound(String company) {
        return new BcException(
                404,
                "Internal_CompanyNotFound",
                "The company '" + company
                        + "' does not exist; name one as companies(id), ?company= or header Company.");
    }

    SandboxResponse response() {
        return response(status, code, String.valueOf(getMessage()));
    }

    static SandboxResponse response(int status, String code, String message) {
        JsonOut out = new JsonOut().beginObject().name("error").beginObject();
        out.name("code").string(code).name("message").string(message + "  CorrelationId:  " + UUID.randomUUID() + ".");
        return SandboxResponse.json(status, out.endObject().endObject());
    }
}
