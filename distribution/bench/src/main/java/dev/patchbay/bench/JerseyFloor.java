package dev.patchbay.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.servlet.ServletContainer;

/**
 * The floor of rows 1 and 2: Jersey on Jetty without OSGi, a credential from a map, decrypted with AES-256-GCM (the cipher
 * kept per thread), parsed and written as JSON. No key, no permission, no audit. Argument: the port.
 */
@Path("credential")
public final class JerseyFloor {
    /** How many credentials there are, named by their number. */
    static final int CREDENTIALS = 100;

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ThreadLocal<Cipher> CIPHER = ThreadLocal.withInitial(JerseyFloor::cipher);

    private final Map<String, byte[]> sealed = new ConcurrentHashMap<>();
    private final SecretKey key;

    private JerseyFloor() throws GeneralSecurityException {
        KeyGenerator generator = KeyGenerator.getInstance("AES");
        generator.init(256);
        key = generator.generateKey();
        SecureRandom random = new SecureRandom();
        for (int i = 0; i < CREDENTIALS; i++) {
            byte[] nonce = new byte[NONCE];
            random.nextBytes(nonce);
            Cipher cipher = CIPHER.get();
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
            byte[] text = cipher.doFinal(("{\"key\":\"" + Requests.SECRET + "\"}").getBytes(StandardCharsets.UTF_8));
            byte[] record = new byte[NONCE + text.length];
            System.arraycopy(nonce, 0, record, 0, NONCE);
            System.arraycopy(text, 0, record, NONCE, text.length);
            sealed.put(String.valueOf(i), record);
        }
    }

    /** One credential in clear. */
    @GET
    @Path("{id}")
    @Produces(MediaType.APPLICATION_JSON)
    public Response credential(@PathParam("id") String id) throws GeneralSecurityException, IOException {
        byte[] record = sealed.get(id);
        Cipher cipher = CIPHER.get();
        cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, record, 0, NONCE));
        Map<?, ?> values = JSON.readValue(cipher.doFinal(record, NONCE, record.length - NONCE), Map.class);
        return Response.ok(JSON.writeValueAsBytes(
                Map.of("provider", "api-key", "method", "key", "auth", "stored", "values", values))).build();
    }

    private static Cipher cipher() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Serves until the process is ended. */
    public static void main(String[] arguments) throws Exception {
        ResourceConfig configuration = new ResourceConfig().register(new JerseyFloor())
                .property(ServerProperties.WADL_FEATURE_DISABLE, true)
                .property(ServerProperties.BV_FEATURE_DISABLE, true)
                .property(ServerProperties.METAINF_SERVICES_LOOKUP_DISABLE, true);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        connector.setPort(Integer.parseInt(arguments[0]));
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/", ServletContextHandler.NO_SESSIONS);
        context.addServlet(new ServletHolder(new ServletContainer(configuration)), "/*");
        server.setHandler(context);
        server.start();
        server.join();
    }
}
