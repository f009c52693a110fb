package io.koppel.operate.access;

/**
 * Somebody who is signed in at the console.
 *
 * @param formToken what every form of the console carries: made of the session's token, so a page of another site cannot know it
 */
public record Session(Caller caller, String formToken) {
    /** Whether a form was made for this session. */
    public boolean made(String token) {
        return Tokens.same(formToken, token);
    }
}
