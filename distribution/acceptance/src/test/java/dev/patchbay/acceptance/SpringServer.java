package dev.patchbay.acceptance;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configurers.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.OAuth2TokenFormat;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.util.HtmlUtils;

/**
 * Spring Authorization Server with the device grant (RFC 8628) on a free port of 127.0.0.1: people sign in with a password and
 * are asked for consent, refresh tokens are good once, access tokens are opaque. Closing it stops it.
 */
final class SpringServer implements AutoCloseable {
    static final String CLIENT_ID = "television";
    static final String CLIENT_SECRET = "a secret of the television";
    /** Of every person; there are {@code ann} and {@code ben}. */
    static final String PASSWORD = "a password of a person";
    static final String SCOPE = "films";

    /** Tomcat and Spring speak through java.util.logging here; a logger that is not held is forgotten. */
    private static final Logger LOG = Logger.getLogger("org");

    private final AnnotationConfigApplicationContext beans;
    private final Tomcat tomcat = new Tomcat();
    private final String url;

    /**
     * Starts it.
     *
     * @param work a folder of its own
     */
    SpringServer(Path work) throws LifecycleException {
        LOG.setLevel(Level.SEVERE);
        beans = new AnnotationConfigApplicationContext(Parts.class);
        tomcat.setBaseDir(work.toString());
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", null);
        FilterDef security = new FilterDef();
        security.setFilterName("security");
        security.setFilter(beans.getBean("springSecurityFilterChain", Filter.class));
        context.addFilterDef(security);
        FilterMap everywhere = new FilterMap();
        everywhere.setFilterName("security");
        everywhere.addURLPattern("/*");
        context.addFilterMap(everywhere);
        Tomcat.addServlet(context, "code page", new CodePage()).addMapping("/");
        tomcat.start();
        url = "http://127.0.0.1:" + connector.getLocalPort();
    }

    /** Its issuer, and what its addresses begin with; no slash at the end. */
    String url() {
        return url;
    }

    /** The refresh token that goes with an access token of now. */
    String refreshToken(String accessToken) {
        OAuth2Authorization held = Objects.requireNonNull(
                beans.getBean(OAuth2AuthorizationService.class).findByToken(accessToken, OAuth2TokenType.ACCESS_TOKEN));
        return Objects.requireNonNull(held.getRefreshToken()).getToken().getTokenValue();
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
        beans.close();
    }

    /** What Spring leaves to those who use it: where the person enters the code, and what stands there afterwards. */
    private static final class CodePage extends HttpServlet {
        @Serial
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentType("text/html;charset=UTF-8");
            if (!request.getRequestURI().equals(Parts.CODE_PAGE)) {
                response.getWriter().write("<body><h1>Signed in</h1><p>You can go back to your device.</p></body>");
                return;
            }
            CsrfToken token = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
            String code = Objects.requireNonNullElse(request.getParameter("user_code"), "");
            response.getWriter().write("""
                    <body><h1>Connect a device</h1><form method="post" action="/oauth2/device_verification">
                    <input type="hidden" name="%s" value="%s"><label>Code <input name="user_code" value="%s"></label>
                    <button>Next</button></form></body>
                    """.formatted(token.getParameterName(), token.getToken(), HtmlUtils.htmlEscape(code)));
        }
    }

    /** How Spring is set up. */
    @Configuration(proxyBeanMethods = false)
    @EnableWebSecurity
    static class Parts {
        private static final String CODE_PAGE = "/activate";

        @Bean
        SecurityFilterChain security(HttpSecurity http) throws Exception {
            return http.with(OAuth2AuthorizationServerConfigurer.authorizationServer(), server -> server
                            .deviceAuthorizationEndpoint(device -> device.verificationUri(CODE_PAGE))
                            .deviceVerificationEndpoint(Customizer.withDefaults()))
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .formLogin(Customizer.withDefaults())
                    .build();
        }

        @Bean
        RegisteredClientRepository clients() {
            return new InMemoryRegisteredClientRepository(RegisteredClient.withId("1")
                    .clientId(CLIENT_ID)
                    .clientSecret("{noop}" + CLIENT_SECRET)
                    .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                    .authorizationGrantType(AuthorizationGrantType.DEVICE_CODE)
                    .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                    .scope(SCOPE)
                    .tokenSettings(TokenSettings.builder()
                            .reuseRefreshTokens(false)
                            .accessTokenFormat(OAuth2TokenFormat.REFERENCE)
                            .accessTokenTimeToLive(Duration.ofMinutes(5))
                            .build())
                    .build());
        }

        @Bean
        OAuth2AuthorizationService authorizations() {
            return new InMemoryOAuth2AuthorizationService();
        }

        @Bean
        UserDetailsService people() {
            return new InMemoryUserDetailsManager(person("ann"), person("ben"));
        }

        @Bean
        AuthorizationServerSettings settings() {
            return AuthorizationServerSettings.builder().build();
        }

        private static UserDetails person(String name) {
            return User.withUsername(name).password("{noop}" + PASSWORD).roles("PERSON").build();
        }
    }
}
