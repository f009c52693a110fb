package io.koppel.operate.console;

import io.koppel.operate.Audit;
import io.koppel.operate.ConnectionOperations;
import io.koppel.operate.OperationException;
import io.koppel.operate.Operations;
import io.koppel.operate.access.Accounts;
import io.koppel.operate.access.Caller;
import io.koppel.operate.access.Role;
import io.koppel.operate.access.Session;
import io.koppel.operate.rest.Acts;
import io.koppel.operate.rest.Gate;
import io.koppel.operate.rest.Problems;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts the console on a router: pages rendered on the server, whole without JavaScript. Where things move, htmx asks for the
 * same address again and gets the block that changes.
 */
public final class ConsoleFace {
    /** The field of every form that proves it was made for the session that sends it. */
    private static final String FORM_TOKEN = "_form";

    /** Plans are uploaded through a form; 64 MB are some ten thousand records with their fields. */
    private static final long LARGEST_FORM = 64 << 20;

    private final Gate gate;
    private final Audit audit;
    private final ConnectionOperations connection;
    private final List<Section> sections;
    private final List<Page> pages;
    private final Templates templates = new Templates();
    private final SignIn signIn;

    public ConsoleFace(Operations operations, Accounts accounts, Gate gate) {
        this.gate = gate;
        this.audit = operations.journal().audit();
        this.connection = operations.connection();
        this.sections = Sections.of(operations, accounts);
        this.pages =
                sections.stream().flatMap(section -> section.pages().stream()).toList();
        this.signIn = new SignIn(gate, audit, templates);
    }

    /** Adds the pages, their files, and what their buttons do. */
    public void mount(Router router) {
        Assets.mount(router);
        signIn.mount(router);
        for (Page page : pages) {
            router.get(page.path())
                    .handler(gate.page(page.role(), this::turnAway))
                    .handler(context -> show(page, context));
        }
        for (Section section : sections) {
            section.acts().forEach(act -> mount(router, act));
        }
        mount(router, new Act("/console/sign-out", "signOut", Role.VIEWER, ask -> signIn.signOut(ask.context())));
    }

    private void mount(Router router, Act act) {
        BodyHandler forms = BodyHandler.create(false).setBodyLimit(LARGEST_FORM);
        router.post(act.path())
                .handler(ahead -> {
                    ahead.request().pause();
                    ahead.next();
                })
                .handler(gate.page(act.role(), (context, status, title, detail) -> {
                    Caller known = Gate.known(context);
                    if (known != null) {
                        audit(context, known, act, detail);
                    }
                    context.request().resume();
                    turnAway(context, status, title, detail);
                }))
                .handler(behind -> {
                    behind.request().resume();
                    forms.handle(behind);
                })
                .handler(context -> act(act, context));
    }

    private void audit(RoutingContext context, Caller caller, Act act, String why) {
        Audit.Act refused =
                new Audit.Act(caller.name(), Audit.Face.CONSOLE, act.name(), context.normalizedPath(), null);
        context.vertx()
                .executeBlocking(
                        () -> {
                            audit.refused(refused, why);
                            return refused;
                        },
                        false)
                .onFailure(Problems::unforeseen);
    }

    private void act(Act act, RoutingContext context) {
        Session session = Gate.session(context);
        String token = context.request().getFormAttribute(FORM_TOKEN);
        if (session != null && (token == null || !session.made(token))) {
            turnAway(context, 403, "Forbidden", "the form was not made for this session; open the page again");
            return;
        }
        Ask ask = new Ask(context);
        Audit.Act asked = Acts.form(context, ask.person(), act.name(), List.of(FORM_TOKEN, "back"));
        context.vertx()
                .executeBlocking(
                        () -> audit.did(asked, () -> {
                            connection.allow(act.name());
                            return act.deed().act(ask);
                        }),
                        false)
                .onSuccess(outcome -> {
                    Said.done(context, outcome.said());
                    Html.goOn(context, outcome.page());
                })
                .onFailure(failure -> {
                    String back = back(context);
                    if (failure instanceof OperationException refused && back != null) {
                        Said.refused(context, String.valueOf(refused.getMessage()));
                        Html.goOn(context, back);
                    } else {
                        problem(context, failure);
                    }
                });
    }

    /** The page a form was sent from, to say there why it was refused. */
    private static @Nullable String back(RoutingContext context) {
        String back = context.request().getFormAttribute("back");
        return back != null && back.matches("/(?![/\\\\])[^\\r\\n]*") ? back : null;
    }

    private void show(Page page, RoutingContext context) {
        Ask ask = new Ask(context);
        context.vertx()
                .executeBlocking(() -> html(page, ask), false)
                .onSuccess(html -> context.response()
                        .putHeader("Content-Type", "text/html; charset=utf-8")
                        .end(html))
                .onFailure(failure -> problem(context, failure));
    }

    private String html(Page page, Ask ask) throws Exception {
        Model model = page.content().of(ask);
        boolean part = ask.context().request().getHeader("HX-Request") != null;
        return templates.render(
                page.template(), common(model, page, ask.context(), part).values(), part);
    }

    private Model common(Model model, @Nullable Page page, RoutingContext context, boolean part) {
        Caller caller = Gate.caller(context);
        Session session = Gate.session(context);
        return model.with("caller", caller)
                .with("mayOperate", caller.role().includes(Role.OPERATOR))
                .with("mayAdminister", caller.role().includes(Role.ADMINISTRATOR))
                .with("signedIn", session != null)
                .with("formToken", session == null ? "" : session.formToken())
                .with(
                        "pages",
                        pages.stream()
                                .filter(one ->
                                        one.name() != null && caller.role().includes(one.role()))
                                .toList())
                .with("section", page == null ? "" : page.entry())
                .with("refresh", page == null ? 0 : page.refresh())
                .with("here", context.request().uri())
                .with("said", part ? null : Said.take(context));
    }

    private void turnAway(RoutingContext context, int status, String title, String detail) {
        if (status == 401 && context.request().getHeader("Authorization") == null) {
            boolean reads = context.request().method().name().equals("GET");
            String to = reads ? context.request().uri() : "/";
            Html.goOn(context, SignIn.PATH + (to.equals("/") ? "" : "?to=" + Ask.encode(to)));
        } else if (Gate.known(context) == null) {
            Problems.send(context, status, title, detail);
        } else {
            problem(context, status, title, detail);
        }
    }

    private void problem(RoutingContext context, Throwable failure) {
        if (failure instanceof OperationException refused) {
            problem(context, refused.reason().status(), refused.reason().title(), String.valueOf(refused.getMessage()));
        } else {
            Problems.unforeseen(failure);
            problem(context, 500, "Internal error", "Koppel's log says more.");
        }
    }

    private void problem(RoutingContext context, int status, String title, String detail) {
        if (!context.response().ended()) {
            Html.answer(context, status, () -> {
                Model model = common(Model.titled(title).with("detail", detail), null, context, true);
                Map<String, @Nullable Object> values = model.values();
                return templates.render("problem", values, false);
            });
        }
    }
}
