package dev.patchbay.oauth.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class OAuth1BaseStringTest {
    @Test
    public void theExampleOfRfc5849Section3411() {
        URI uri = URI.create("http://EXAMPLE.COM:80/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b");
        OAuth1Parameters parameters = new OAuth1Parameters().addQuery(uri.getRawQuery())
                .addForm(Map.of("c2", List.of(""), "a3", List.of("2 q")))
                .add("oauth_consumer_key", "9djdj82h48djs9d2").add("oauth_token", "kkk9d7dh3k39sjv7")
                .add("oauth_signature_method", "HMAC-SHA1").add("oauth_timestamp", "137131201")
                .add("oauth_nonce", "7d8f3e4a");
        assertEquals("POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D%26c%25"
                + "40%3D%26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_meth"
                + "od%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7",
                OAuth1BaseString.of("post", uri, parameters));
    }

    @Test
    public void theUsualPortIsLeftOutAndAnotherOneStands() {
        assertEquals("GET&http%3A%2F%2Fa.example%2F&", base("http://a.example:80"));
        assertEquals("GET&https%3A%2F%2Fa.example%2F&", base("HTTPS://A.Example:443/"));
        assertEquals("GET&http%3A%2F%2Fa.example%3A443%2F&", base("http://a.example:443/"));
        assertEquals("GET&https%3A%2F%2Fa.example%3A8443%2F&", base("https://a.example:8443/"));
    }

    @Test
    public void thePathIsTakenAsItIsSent() {
        assertEquals("GET&https%3A%2F%2Fa.example%2FA%252fb%2F%2Fc%2520d%3Be&", base("https://a.example/A%2fb//c%20d;e"));
    }

    @Test
    public void anAddressKeepsItsBrackets() {
        assertEquals("GET&http%3A%2F%2F%5B%3A%3A1%5D%3A8080%2Fx&", base("http://[::1]:8080/x"));
    }

    @Test
    public void theFragmentIsNotSigned() {
        assertEquals("GET&https%3A%2F%2Fa.example%2Fx&", base("https://a.example/x#part"));
    }

    @Test
    public void parametersAreSortedByNameThenValue() {
        assertEquals("a=1&a=2&a1=0&b=", new OAuth1Parameters().addQuery("b=&a1=0&a=2&a=1").normalized());
    }

    @Test
    public void theOrderIsThatOfTheEncodedBytes() {
        assertEquals("%C3%A9=1&A=1&a=%C3%A9&a=b", new OAuth1Parameters().addQuery("a=b&a=%c3%a9&%c3%a9=1&A=1").normalized());
    }

    @Test
    public void aNameWithoutValueAndAnEmptyPieceAreRead() {
        assertEquals("=x&a=&b=c%3Dd", new OAuth1Parameters().addQuery("&a&&b=c=d&=x&").normalized());
    }

    @Test
    public void noQueryIsNoParameter() {
        assertEquals("", new OAuth1Parameters().addQuery(null).addQuery("").normalized());
    }

    @Test
    public void aNameIsFoundHoweverItIsEncoded() {
        OAuth1Parameters parameters = new OAuth1Parameters().addQuery("oauth%5Ftoken=1");
        assertTrue(parameters.contains("oauth_token"));
        assertFalse(parameters.contains("oauth_nonce"));
    }

    private static String base(String uri) {
        return OAuth1BaseString.of("GET", URI.create(uri), new OAuth1Parameters());
    }
}
