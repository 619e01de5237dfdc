package dev.patchbay.egress.internal;

import dev.patchbay.host.egress.Egress;
import dev.patchbay.host.egress.EgressCall;
import dev.patchbay.host.vault.Vault;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The service; its settings change while it runs, for the calls opened afterwards. */
@Component(service = Egress.class, immediate = true, configurationPid = "dev.patchbay.egress",
        configurationPolicy = ConfigurationPolicy.OPTIONAL)
public final class EgressComponent implements Egress {
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile @Nullable Vault vault;

    private final GuardedEgress egress = new GuardedEgress(
            name -> List.of(InetAddress.getAllByName(name)), EgressComponent::isOwn, this::decrypt);

    /** Takes the first settings. */
    @Activate
    void activate(Map<String, ?> settings) {
        egress.configure(settings);
    }

    /** Takes changed settings without going away. */
    @Modified
    void modified(Map<String, ?> settings) {
        egress.configure(settings);
    }

    /** Ends every call. */
    @Deactivate
    void deactivate() {
        egress.close();
    }

    @Override
    public EgressCall open(Collection<String> hosts, Set<Integer> loopbackPorts) {
        return egress.open(hosts, loopbackPorts);
    }

    @Override
    public EgressCall openToSelf(URI publicUrl) {
        return egress.openToSelf(publicUrl);
    }

    private String decrypt(String value) {
        @Nullable Vault present = vault;
        if (present == null) {
            throw new IllegalStateException("the vault is not there yet");
        }
        return present.configSecret(value).reveal();
    }

    private static boolean isOwn(InetAddress address) {
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return true; // who cannot tell refuses
        }
    }
}
