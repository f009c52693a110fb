package io.koppel.operate.console;

import io.koppel.operate.Audit;
import io.koppel.operate.OperationException;
import io.koppel.operate.access.Authenticator;
import io.koppel.operate.access.Caller;
import io.koppel.operate.access.Sessions;
import io.koppel.operate.rest.Acts;
import io.koppel.operate.rest.Gate;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The page where people sign in, and the button that signs them out. */
final class SignIn {
    static final String PATH = "/sign-in";
    private static final int LONGEST_FORM = 1 << 13;
    private static final int LONGEST_NAME = 100;

    private final Authenticator authenticator;
    private final Gate gate;
    private final Audit audit;
    private final Templates templates;

    SignIn(Gate gate, Audit audit, Templates templates) {
        this.authenticator = gate.authenticator();
        this.gate = gate;
        this.audit = audit;
        this.templates = templates;
    }

    void mount(Router router) {
        BodyHandler forms = BodyHandler.create(false).setBodyLimit(LONGEST_FORM);
        router.get(PATH).handler(context -> Html.answer(context, 200, () -> page(context, "")));
        router.post(PATH).handler(context -> {
            if (gate.comesFromHere(context)) {
                context.next();
            } else {
                Html.answer(context, 403, () -> page(context, "The request comes from another site."));
            }
        });
        router.post(PATH).handler(forms).handler(this::signIn);
    }

    private String page(RoutingContext context, String failure) throws Exception {
        return templates.render("sign-in", Map.of("failure", failure, "to", wanted(context)), false);
    }

    private void signIn(RoutingContext context) {
        String form = context.request().getFormAttribute("name");
        String name = form == null ? "" : form.strip();
        String password = context.request().getFormAttribute("password");
        String person = name.substring(0, Math.min(name.length(), LONGEST_NAME));
        Audit.Act act = Acts.form(context, person.isEmpty() ? "nobody" : person, "signIn", List.of("to", "name"));
        context.vertx()
                .executeBlocking(() -> audit.did(act, () -> open(name, password == null ? "" : password)), false)
                .onSuccess(token -> {
                    context.response().addCookie(cookie(context, token).setMaxAge(Sessions.LONGEST.toSeconds()));
                    Html.goOn(context, wanted(context));
                })
                .onFailure(failure -> {
                    if (failure instanceof OperationException refused) {
                        Html.answer(context, 401, () -> page(context, String.valueOf(refused.getMessage())));
                    } else {
                        context.fail(failure);
                    }
                });
    }

    private String open(String name, String password) {
        Optional<Caller> caller = authenticator.withPassword(name, password);
        return authenticator
                .sessions()
                .open(caller.orElseThrow(
                        () -> OperationException.invalid("There is no account of that name with that password.")));
    }

    /** Ends the session of the browser that asks. */
    Outcome signOut(RoutingContext context) {
        String token = Gate.token(context);
        if (token != null) {
            authenticator.sessions().close(token);
        }
        context.response().addCookie(cookie(context, "").setMaxAge(0));
        return new Outcome(PATH, "");
    }

    /** Lax, so that a link in a mail opens the page it names; what changes anything needs the token of a form as well. */
    private static Cookie cookie(RoutingContext context, String token) {
        return Cookie.cookie(Gate.COOKIE, token)
                .setPath("/")
                .setHttpOnly(true)
                .setSecure(context.request().isSSL()
                        || "https".equals(context.request().getHeader("X-Forwarded-Proto")))
                .setSameSite(CookieSameSite.LAX);
    }

    /** Where somebody wanted to go; only a path of this console. */
    private static String wanted(RoutingContext context) {
        String form = context.request().getFormAttribute("to");
        List<String> query = context.queryParam("to");
        String to = form != null ? form : query.isEmpty() ? "/" : query.get(0);
        return to.matches("/(?![/\\\\])[^\\r\\n]*") ? to : "/";
    }
}
