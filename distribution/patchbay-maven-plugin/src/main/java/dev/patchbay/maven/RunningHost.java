package dev.patchbay.maven;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;

/** The host an author tries an integration in. Thread-safe. */
final class RunningHost {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BUNDLES = "api/v1/admin/bundles";

    /**
     * What came of an installation.
     *
     * @param isUpdate whether another version was there before
     * @param providers the ids of its providers
     * @param warnings why it does not work, or not for all
     */
    record Installed(boolean isUpdate, List<String> providers, List<String> warnings) {
        /** Copies the lists. */
        Installed {
            providers = List.copyOf(providers);
            warnings = List.copyOf(warnings);
        }
    }

    private record Answer(int status, JsonNode body) {}

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(10)).build();
    private final HostAddress address;
    private final boolean approves;

    /**
     * A host at this address.
     *
     * @param approves whether stored connections may reach what an update wants beyond what they were granted
     */
    RunningHost(HostAddress address, boolean approves) {
        this.address = address;
        this.approves = approves;
    }

    /**
     * Installs a bundle, or puts it in place of the version that is there.
     *
     * @throws Refused with every reason of the host's
     * @throws MojoFailureException where no host answers, or the key cannot be read
     */
    Installed install(IntegrationJar jar) throws MojoFailureException {
        String path = BUNDLES + "/" + jar.symbolicName();
        Answer present = send("GET", path, BodyPublishers.noBody());
        boolean isUpdate = present.status() == 200;
        if (!isUpdate && present.status() != 404) {
            throw refusal(present);
        }
        String change = isUpdate ? path + (approves ? "?approve=true" : "") : BUNDLES;
        Answer answer = send(isUpdate ? "PUT" : "POST", change, content(jar));
        if (answer.status() / 100 != 2) {
            throw refusal(answer);
        }
        return new Installed(isUpdate, texts(answer.body().path("providers")), warnings(answer.body()));
    }

    private static List<String> warnings(JsonNode bundle) {
        List<String> warnings = new ArrayList<>();
        if (bundle.hasNonNull("problem")) {
            warnings.add(bundle.path("problem").asText());
        }
        for (JsonNode wider : bundle.path("waiting")) {
            List<String> places = texts(wider.path("hosts"));
            places.addAll(texts(wider.path("endpoints")));
            places.addAll(texts(wider.path("scopes")));
            warnings.add("Stored connections of " + wider.path("provider").asText() + " keep to what they were granted before; "
                    + String.join(", ", places) + " is new. -Dpatchbay.approve=true grants it with the next update.");
        }
        return warnings;
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static BodyPublisher content(IntegrationJar jar) throws MojoFailureException {
        try {
            return BodyPublishers.ofFile(jar.file());
        } catch (IOException e) {
            throw new MojoFailureException(jar.file() + " cannot be read.", e);
        }
    }

    private Answer send(String method, String path, BodyPublisher body) throws MojoFailureException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path)).timeout(Duration.ofMinutes(2))
                .header("Authorization", "Bearer " + address.key())
                .header("Content-Type", "application/java-archive")
                .method(method, body)
                .build();
        try {
            HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), json(response.body()));
        } catch (IOException e) {
            throw new MojoFailureException("No host answers at " + address + ". Start one with bin/patchbay start, or say where it is:"
                    + " -Dpatchbay.url=URL.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MojoFailureException("interrupted", e);
        }
    }

    private static JsonNode json(byte[] body) throws IOException {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private MojoFailureException refusal(Answer answer) {
        if (answer.status() == 401) {
            return new MojoFailureException("The host at " + address + " does not know the key in " + address.keyFile()
                    + ". bin/patchbay key create makes another.");
        }
        return Refused.of(answer.status(), answer.body());
    }
}
