package dev.patchbay.declaration;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.Capture;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.JwtAssertion;
import dev.patchbay.api.provider.OAuth2;
import dev.patchbay.api.provider.TokenReply;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** OAuth 2.0 as the JSON of a definition, both ways; defaults are left out. */
final class OAuth2Json {
    private OAuth2Json() {}

    static void write(ObjectNode out, OAuth2 o) {
        out.put("grant", ClosedObject.word(o.grant()));
        DefinitionWriter.text(out, "grantType", o.grantType(), "");
        DefinitionWriter.text(out, "authorizeUrl", o.authorizeUrl(), "");
        DefinitionWriter.text(out, "deviceUrl", o.deviceUrl(), "");
        out.put("tokenUrl", o.tokenUrl());
        DefinitionWriter.text(out, "refreshUrl", o.refreshUrl(), "");
        DefinitionWriter.text(out, "revokeUrl", o.revokeUrl(), "");
        DefinitionWriter.text(out, "introspectUrl", o.introspectUrl(), "");
        DefinitionWriter.text(out, "issuer", o.issuer(), "");
        DefinitionWriter.texts(out, "scopes", o.scopes());
        DefinitionWriter.texts(out, "optionalScopes", o.optionalScopes());
        DefinitionWriter.text(out, "scopeSeparator", o.scopeSeparator(), " ");
        DefinitionWriter.flag(out, "withoutPkce", !o.pkce());
        out.put("clientAuth", ClosedObject.word(o.clientAuth()));
        word(out, "bodyFormat", o.bodyFormat(), OAuth2.BodyFormat.FORM);
        DefinitionWriter.text(out, "tokenMethod", o.isTokenByGet() ? "get" : "", "");
        DefinitionWriter.text(out, "refreshMethod", o.isRefreshByGet() ? "get" : "", "");
        word(out, "renewal", o.renewal(), OAuth2.Renewal.STANDARD);
        DefinitionWriter.optionalMap(out, "authorizeParams", o.authorizeParams());
        DefinitionWriter.optionalMap(out, "tokenParams", o.tokenParams());
        DefinitionWriter.optionalMap(out, "refreshParams", o.refreshParams());
        DefinitionWriter.optionalMap(out, "tokenHeaders", o.tokenHeaders());
        DefinitionWriter.optionalMap(out, "renamed", o.renamed());
        DefinitionWriter.texts(out, "removed", o.removed());
        reply(out, o.reply());
        JwtAssertion assertion = o.assertion();
        if (assertion != null) {
            assertion(out.putObject("assertion"), assertion);
        }
        Map<String, String> choices = new TreeMap<>();
        o.choices().forEach((choice, field) -> choices.put(ClosedObject.word(choice), field));
        DefinitionWriter.optionalMap(out, "choices", choices);
        if (!o.captures().isEmpty()) {
            ArrayNode all = out.putArray("captures");
            o.captures().forEach(c -> all.addObject()
                    .put("source", ClosedObject.word(c.source())).put("path", c.path()).put("field", c.field()));
        }
    }

    private static void word(ObjectNode out, String key, Enum<?> value, Enum<?> absent) {
        if (value != absent) {
            out.put(key, ClosedObject.word(value));
        }
    }

    private static void reply(ObjectNode out, TokenReply reply) {
        if (reply.equals(TokenReply.STANDARD)) {
            return;
        }
        TokenReply standard = TokenReply.STANDARD;
        ObjectNode in = out.putObject("reply");
        DefinitionWriter.text(in, "accessToken", reply.accessToken(), standard.accessToken());
        DefinitionWriter.text(in, "refreshToken", reply.refreshToken(), standard.refreshToken());
        DefinitionWriter.text(in, "expiry", reply.expiry(), standard.expiry());
        word(in, "form", reply.form(), standard.form());
        DefinitionWriter.text(in, "scope", reply.scope(), standard.scope());
        DefinitionWriter.text(in, "success", reply.success(), standard.success());
        DefinitionWriter.text(in, "successValue", reply.successValue(), standard.successValue());
        DefinitionWriter.text(in, "error", reply.error(), standard.error());
        DefinitionWriter.text(in, "errorDescription", reply.errorDescription(), standard.errorDescription());
        DefinitionWriter.number(in, "defaultLifetimeSeconds", reply.defaultLifetimeSeconds(), 0);
    }

    private static void assertion(ObjectNode out, JwtAssertion assertion) {
        out.put("algorithm", assertion.algorithm()).put("issuer", assertion.issuer());
        DefinitionWriter.text(out, "subject", assertion.subject(), "");
        DefinitionWriter.text(out, "audience", assertion.audience(), "");
        out.put("lifetimeSeconds", assertion.lifetimeSeconds());
        DefinitionWriter.optionalMap(out, "claims", assertion.claims());
    }

    /** How a request is sent. */
    private enum HttpMethod { POST, GET }

    static OAuth2 read(ClosedObject in) {
        OAuth2 out = start(in);
        out = out.scopes(in.texts("scopes").toArray(String[]::new))
                .optionalScopes(in.texts("optionalScopes").toArray(String[]::new))
                .scopeSeparator(in.text("scopeSeparator", " "))
                .refreshUrl(in.text("refreshUrl", ""))
                .revokeUrl(in.text("revokeUrl", ""))
                .introspectUrl(in.text("introspectUrl", ""))
                .issuer(in.text("issuer", ""));
        out = in.flag("withoutPkce", false) ? out.withoutPkce() : out;
        out = in.has("clientAuth") ? out.clientAuth(in.word("clientAuth", OAuth2.ClientAuth.class, out.clientAuth())) : out;
        out = in.has("bodyFormat") ? out.bodyFormat(in.word("bodyFormat", OAuth2.BodyFormat.class, out.bodyFormat())) : out;
        out = in.has("renewal") ? out.renewal(in.word("renewal", OAuth2.Renewal.class, out.renewal())) : out;
        out = isGet(in, "tokenMethod") ? out.tokenByGet() : out;
        out = isGet(in, "refreshMethod") ? out.refreshByGet() : out;
        return captured(in, chosen(in, parameters(in, out).reply(reply(in))));
    }

    private static boolean isGet(ClosedObject in, String key) {
        return in.has(key) && in.word(key, HttpMethod.class, HttpMethod.POST) == HttpMethod.GET;
    }

    private static OAuth2 parameters(ClosedObject in, OAuth2 oauth) {
        OAuth2 out = oauth;
        for (Map.Entry<String, String> one : in.textMap("authorizeParams").entrySet()) {
            out = out.authorizeParam(one.getKey(), one.getValue());
        }
        for (Map.Entry<String, String> one : in.textMap("tokenParams").entrySet()) {
            out = out.tokenParam(one.getKey(), one.getValue());
        }
        for (Map.Entry<String, String> one : in.textMap("refreshParams").entrySet()) {
            out = out.refreshParam(one.getKey(), one.getValue());
        }
        for (Map.Entry<String, String> one : in.textMap("tokenHeaders").entrySet()) {
            out = out.tokenHeader(one.getKey(), one.getValue());
        }
        for (Map.Entry<String, String> one : in.textMap("renamed").entrySet()) {
            out = out.renamed(one.getKey(), one.getValue());
        }
        for (String name : in.texts("removed")) {
            out = out.without(name);
        }
        return out;
    }

    private static OAuth2 start(ClosedObject in) {
        OAuth2.Grant grant = in.find("grant", OAuth2.Grant.class);
        if (grant == null) {
            in.mute();
        }
        String tokenUrl = in.text("tokenUrl");
        return switch (grant == null ? OAuth2.Grant.CLIENT_CREDENTIALS : grant) {
            case AUTHORIZATION_CODE -> Auth.authorizationCode(in.text("authorizeUrl", ""), tokenUrl);
            case CLIENT_CREDENTIALS -> Auth.clientCredentials(tokenUrl);
            case DEVICE_CODE -> Auth.deviceCode(in.text("deviceUrl", ""), tokenUrl);
            case JWT_BEARER -> Auth.jwtBearer(tokenUrl, assertion(in));
            case EXTENSION -> Auth.extensionGrant(in.text("grantType", ""), tokenUrl);
        };
    }

    private static JwtAssertion assertion(ClosedObject in) {
        ClosedObject object = in.object("assertion");
        if (object == null) {
            in.faultAt("assertion", "is missing");
            return JwtAssertion.issuedBy("");
        }
        JwtAssertion out = new JwtAssertion(object.text("algorithm"), object.text("issuer"), object.text("subject", ""),
                object.text("audience", ""), object.number("lifetimeSeconds", 300), object.textMap("claims"));
        object.end();
        return out;
    }

    private static TokenReply reply(ClosedObject in) {
        ClosedObject object = in.object("reply");
        TokenReply s = TokenReply.STANDARD;
        if (object == null) {
            return s;
        }
        TokenReply.Expiry form = object.has("form") ? object.word("form", TokenReply.Expiry.class, s.form()) : s.form();
        TokenReply out = new TokenReply(
                object.text("accessToken", s.accessToken()), object.text("refreshToken", s.refreshToken()),
                object.text("expiry", s.expiry()), form, object.text("scope", s.scope()),
                object.text("success", s.success()), object.text("successValue", s.successValue()),
                object.text("error", s.error()), object.text("errorDescription", s.errorDescription()),
                object.number("defaultLifetimeSeconds", 0));
        object.end();
        return out;
    }

    /* the API takes the field itself; here only its name counts */
    private static OAuth2 chosen(ClosedObject in, OAuth2 oauth) {
        OAuth2 out = oauth;
        ClosedObject choices = in.object("choices");
        if (choices == null) {
            return out;
        }
        for (OAuth2.Choice choice : OAuth2.Choice.values()) {
            String key = ClosedObject.word(choice);
            Field<String> field = choices.has(key) ? DefinitionReader.captured(choices, key, choices.text(key)) : null;
            out = field == null ? out : out.chosenBy(choice, field);
        }
        choices.end();
        return out;
    }

    private static OAuth2 captured(ClosedObject in, OAuth2 oauth) {
        OAuth2 out = oauth;
        List<Capture> captures = in.objects("captures", object -> {
            Capture one = new Capture(
                    object.word("source", Capture.Source.class, Capture.Source.TOKEN_REPLY), object.text("path"), object.text("field"));
            Field<String> field = DefinitionReader.captured(object, "field", one.field());
            object.end();
            return field == null ? null : one;
        });
        for (Capture one : captures) {
            Field<String> field = Field.text(one.field(), "field");
            out = one.source() == Capture.Source.REDIRECT ? out.captureRedirect(one.path(), field) : out.capture(one.path(), field);
        }
        return out;
    }
}
