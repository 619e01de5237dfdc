package dev.patchbay.installer.internal;

import dev.patchbay.declaration.DeclarationBundle;
import dev.patchbay.declaration.DeclarationException;
import dev.patchbay.host.install.InstallSource;
import dev.patchbay.host.install.InstallSource.Address;
import dev.patchbay.host.install.InstallSource.Content;
import dev.patchbay.host.install.InstallSource.Coordinates;
import dev.patchbay.host.install.InstallSource.Named;
import dev.patchbay.host.problem.FieldError;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Brings what a source names into a file on this disk, with the digest it must have. Thread-safe. */
final class Sources {
    private final IntegrationsFolder integrations;
    private final Repositories repositories;
    private final Path program;
    private final Path temporary;

    /**
     * @param program the repository of the program's own bundles, in Maven's layout
     * @param temporary where the files are
     */
    Sources(IntegrationsFolder integrations, Repositories repositories, Path program, Path temporary) {
        this.integrations = integrations;
        this.repositories = repositories;
        this.program = program;
        this.temporary = temporary;
    }

    /** A bundle's jar; a declaration is wrapped into one. */
    Arrival bundle(InstallSource source, @Nullable String sha256) throws IOException {
        Arrival arrival = fetch(source, sha256, false);
        if (FileKind.of(arrival.upload().file()) != FileKind.JSON) {
            return arrival;
        }
        try (arrival) {
            byte[] text = arrival.upload().bytes();
            if (FeatureFile.isFeature(text)) {
                throw Faults.refusal("body", "feature", "This is a feature: install it at /api/v1/admin/features.");
            }
            return of(DeclarationBundle.wrap(arrival.name(), text), arrival.shipped(), arrival.name());
        } catch (DeclarationException e) {
            Faults faults = new Faults();
            e.faults().forEach(fault -> faults.add(
                    fault.file() + "#" + fault.pointer(), "declaration", DeclarationCheck.sentence(fault)));
            throw Faults.refusal(faults.errors());
        }
    }

    /** A feature's JSON, or the archive with it. */
    Arrival feature(InstallSource source, @Nullable String sha256) throws IOException {
        return fetch(source, sha256, true);
    }

    /** The jar of a bundle that a feature names and does not bring along. */
    Arrival ofFeature(Coordinates coordinates, @Nullable String sha256) throws IOException {
        String path = Repositories.path(coordinates);
        Optional<Path> shipped = integrations.findFile(path.substring(path.lastIndexOf('/') + 1))
                .or(() -> Optional.of(program.resolve(path)).filter(Files::isRegularFile));
        if (shipped.isEmpty() && !repositories.isUsable()) {
            throw Faults.refusal(coordinates.toString(), "feature-bundle", "The bundle " + coordinates + " is neither in the archive nor"
                    + " in the folder integrations, and no repository can be asked: put it into the archive, or set install.repositories.");
        }
        return shipped.isPresent() ? of(shipped.get(), sha256, Upload.LARGEST)
                : of(repositories.fetch(coordinates, sha256), sha256, coordinates.toString());
    }

    private Arrival fetch(InstallSource source, @Nullable String sha256, boolean feature) throws IOException {
        int largest = feature ? Upload.LARGEST_ARCHIVE : Upload.LARGEST;
        if (source instanceof Content content) {
            return new Arrival(Upload.receive(content.bytes(), temporary, sha256, largest), false, "body");
        }
        if (source instanceof Named named) {
            return of(feature ? shippedFeature(named.name()) : shippedBundle(named.name()), sha256, largest);
        }
        if (source instanceof Address address) {
            return of(repositories.fetch(address.uri(), sha256), sha256, Texts.printable(address.uri().getPath()));
        }
        return of(repositories.fetch((Coordinates) source, sha256), sha256, source.toString());
    }

    private Path shippedBundle(String name) {
        return integrations.find(name).map(IntegrationsFolder.Entry::file).orElseThrow(() -> unknown(name,
                "GET /api/v1/admin/available lists what can be installed by name."));
    }

    private Path shippedFeature(String name) {
        return integrations.findFeature(name).orElseThrow(() -> unknown(name, "Features are in integrations/features."));
    }

    private static ProblemException unknown(String name, String what) {
        return new ProblemException(ProblemType.NOT_FOUND, "The folder integrations has nothing of this name. " + what,
                List.of(new FieldError("name", "unknown", Texts.printable(name) + " is not in the folder integrations.")));
    }

    private Arrival of(Path file, @Nullable String sha256, int largest) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new Arrival(Upload.receive(in, temporary, sha256, largest), true, file.getFileName().toString());
        }
    }

    private Arrival of(byte[] bytes, @Nullable String sha256, String name) throws IOException {
        return new Arrival(Upload.receive(new ByteArrayInputStream(bytes), temporary, sha256, Upload.LARGEST_ARCHIVE), false, name);
    }

    private Arrival of(byte[] bytes, boolean shipped, String name) throws IOException {
        return new Arrival(Upload.receive(new ByteArrayInputStream(bytes), temporary, null), shipped, name);
    }
}
