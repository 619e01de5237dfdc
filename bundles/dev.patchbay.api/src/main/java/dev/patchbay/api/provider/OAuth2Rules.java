package dev.patchbay.api.provider;

import java.util.Map;

/** What the OAuth 2.0 of a method must keep to. */
final class OAuth2Rules {
    private final DefinitionRules rules;
    private final String place;
    private final ConnectionMethod method;
    private final OAuth2 oauth;

    OAuth2Rules(DefinitionRules rules, String place, ConnectionMethod method, OAuth2 oauth) {
        this.rules = rules;
        this.place = place;
        this.method = method;
        this.oauth = oauth;
    }

    void check() {
        endpoints();
        templates("authorizeParams", oauth.authorizeParams());
        templates("tokenParams", oauth.tokenParams());
        templates("refreshParams", oauth.refreshParams());
        templates("tokenHeaders", oauth.tokenHeaders());
        oauth.authorizeParams().forEach((name, template) ->
                rules.noSecretIn(at("authorizeParams", name), method, template, "the authorize URL"));
        for (int i = 0; i < oauth.captures().size(); i++) {
            rules.captured(place + "/captures/" + i + "/field", method, oauth.captures().get(i).field());
        }
        oauth.choices().values().forEach(name -> rules.check(place + "/choices", method.field(name).isPresent(),
                "a choice of " + method.id() + " is made by no field: " + name));
        grant();
    }

    private void endpoints() {
        rules.endpoint(place + "/authorizeUrl", method, oauth.authorizeUrl());
        rules.endpoint(place + "/tokenUrl", method, oauth.tokenUrl());
        rules.endpoint(place + "/refreshUrl", method, oauth.refreshUrl());
        rules.endpoint(place + "/deviceUrl", method, oauth.deviceUrl());
        rules.endpoint(place + "/revokeUrl", method, oauth.revokeUrl());
        rules.endpoint(place + "/introspectUrl", method, oauth.introspectUrl());
        rules.endpoint(place + "/issuer", method, oauth.issuer());
    }

    private void grant() {
        boolean metadata = !oauth.issuer().isEmpty() || oauth.choices().containsKey(OAuth2.Choice.ISSUER);
        rules.check(place + "/tokenUrl", !oauth.tokenUrl().isEmpty() || metadata, method.id() + ": there is no token endpoint");
        boolean browser = oauth.grant() == OAuth2.Grant.AUTHORIZATION_CODE;
        rules.check(place + "/authorizeUrl", !browser || !oauth.authorizeUrl().isEmpty() || metadata,
                method.id() + ": there is no authorization endpoint");
        rules.check(place + "/assertion", oauth.grant() != OAuth2.Grant.JWT_BEARER || oauth.assertion() != null,
                method.id() + ": there is no assertion");
        rules.check(place + "/grantType", oauth.grant() != OAuth2.Grant.EXTENSION || !oauth.grantType().isBlank()
                        || oauth.removed().contains("grant_type"),
                method.id() + ": an extension grant names its grantType");
        for (String bound : new String[] {"state", "code_challenge", "code_challenge_method"}) {
            rules.check(at("authorizeParams", bound), !oauth.authorizeParams().containsKey(bound),
                    method.id() + ": " + bound + " is made anew for each sign-in and cannot be declared");
        }
    }

    private void templates(String key, Map<String, String> params) {
        params.forEach((name, template) -> rules.holes(at(key, name), method, template));
    }

    private String at(String key, String name) {
        return place + "/" + key + "/" + DefinitionRules.escaped(name);
    }
}
