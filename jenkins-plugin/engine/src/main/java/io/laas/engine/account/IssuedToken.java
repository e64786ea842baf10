package io.laas.engine.account;

/** A token just made, with the secret that is shown once. */
public record IssuedToken(Token token, String secret) {
    @Override
    public String toString() {
        return "IssuedToken[" + token.id() + "]";
    }
}
