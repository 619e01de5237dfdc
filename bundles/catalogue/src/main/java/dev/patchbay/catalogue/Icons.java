package dev.patchbay.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** Icons of Simple Icons, by their name there. */
final class Icons {
    static final String MEDIA_TYPE = "image/svg+xml";
    private static final String POM = "/META-INF/maven/org.webjars.npm/simple-icons/pom.properties";

    private final String folder;

    private Icons(String folder) {
        this.folder = folder;
    }

    /** Those on the class path. */
    static Icons found() throws IOException {
        Properties pom = new Properties();
        try (InputStream in = resource(POM)) {
            pom.load(in);
        }
        return new Icons("/META-INF/resources/webjars/simple-icons/" + pom.getProperty("version") + "/icons/");
    }

    /** The drawing of a name. */
    byte[] get(String name) throws IOException {
        try (InputStream in = resource(folder + name + ".svg")) {
            return in.readAllBytes();
        }
    }

    private static InputStream resource(String path) throws IOException {
        InputStream in = Icons.class.getResourceAsStream(path);
        if (in == null) {
            throw new IOException("not on the class path: " + path + ". Is the name in the column icon one of Simple Icons?");
        }
        return in;
    }
}
