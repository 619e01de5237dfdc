package dev.patchbay.api.provider;

import java.util.List;

/** The fields every OAuth client has, by the way it authenticates. */
final class ClientFields {
    private static final Field<String> ID = Field.text(OAuth2.CLIENT_ID, "Client ID").scope(Field.Scope.CLIENT);
    private static final Field<?> SECRET = Field.secret(OAuth2.CLIENT_SECRET, "Client secret").scope(Field.Scope.CLIENT);
    private static final Field<?> KEY = Field.secret(OAuth2.PRIVATE_KEY, "Private key")
            .multiLine().maxLength(16_384).scope(Field.Scope.CLIENT).help("PEM, PKCS #8: BEGIN PRIVATE KEY");
    private static final Field<?> KEY_ID = Field.text(OAuth2.KEY_ID, "Key ID").scope(Field.Scope.CLIENT).optional();

    private ClientFields() {}

    static List<Field<?>> of(Auth auth) {
        if (auth instanceof Auth.OAuth1 oauth) {
            if (!oauth.signatureField().isEmpty()) {
                return List.of(ID, SECRET.optional(), KEY.optional());
            }
            return oauth.signature() == Auth.OAuth1.Signature.RSA_SHA1 ? List.of(ID, KEY) : List.of(ID, SECRET);
        }
        if (auth instanceof OAuth2 oauth) {
            if (oauth.choices().containsKey(OAuth2.Choice.CLIENT_AUTH)) {
                return List.of(ID, SECRET.optional(), KEY.optional(), KEY_ID);
            }
            if (oauth.grant() == OAuth2.Grant.JWT_BEARER || oauth.clientAuth() == OAuth2.ClientAuth.PRIVATE_KEY_JWT) {
                return List.of(ID, KEY, KEY_ID);
            }
            return oauth.clientAuth() == OAuth2.ClientAuth.NONE ? List.of(ID) : List.of(ID, SECRET);
        }
        return List.of();
    }
}
