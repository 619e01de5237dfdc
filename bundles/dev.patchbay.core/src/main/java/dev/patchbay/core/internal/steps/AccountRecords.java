package dev.patchbay.core.internal.steps;

import dev.patchbay.core.internal.base.Frame;
import dev.patchbay.core.internal.base.TextMap;
import dev.patchbay.core.internal.base.UnlockedVault;
import dev.patchbay.host.steps.Accounts.AccountView;
import dev.patchbay.host.steps.Accounts.Branding;
import dev.patchbay.host.steps.Accounts.Description;
import dev.patchbay.host.store.OAuthRows.AccountRow;
import dev.patchbay.host.vault.Vault.Purpose;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Accounts between their rows and their values; every row is signed. Thread-safe. */
public final class AccountRecords {
    private static final String LABEL = "label";
    private static final String NAME = "name";
    private static final String LOGO = "logo-url";
    private static final String COLOR = "color";
    private static final String SHOP = "own-shop";
    private static final String NOT_REQUIRED = "not-required";

    private final UnlockedVault vault;

    public AccountRecords(UnlockedVault vault) {
        this.vault = vault;
    }

    /** An account that nobody described. */
    static AccountView undescribed(String id) {
        return new AccountView(id, id, new Branding(null, null, null), null, List.of(), 0, null);
    }

    AccountRow sign(String id, Description description, long version, long now) {
        String text = write(description);
        return new AccountRow(id, text, version, vault.mac(Purpose.ROW, message(id, text, version)), now);
    }

    boolean isGenuine(AccountRow row) {
        return vault.isMac(Purpose.ROW, message(row.id(), row.description(), row.version()), row.mac());
    }

    static AccountView view(AccountRow row) {
        Map<String, String> texts = TextMap.read(row.description());
        String providers = texts.getOrDefault(NOT_REQUIRED, "");
        return new AccountView(
                row.id(),
                texts.getOrDefault(LABEL, row.id()),
                new Branding(texts.get(NAME), texts.get(LOGO), texts.get(COLOR)),
                texts.get(SHOP),
                providers.isEmpty() ? List.of() : Arrays.asList(providers.split(" ")),
                row.version(),
                Instant.ofEpochMilli(row.updatedAt()));
    }

    private static String write(Description description) {
        Map<String, String> texts = new TreeMap<>();
        put(texts, LABEL, description.label());
        put(texts, NAME, description.branding().name());
        put(texts, LOGO, description.branding().logoUrl());
        put(texts, COLOR, description.branding().color());
        put(texts, SHOP, description.ownShop());
        texts.put(NOT_REQUIRED, String.join(" ", description.notRequired()));
        return TextMap.write(texts);
    }

    private static void put(Map<String, String> texts, String name, @Nullable String text) {
        if (text != null) {
            texts.put(name, text);
        }
    }

    private static byte[] message(String id, String description, long version) {
        return new Frame("account/1").text(id).text(description).number(version).toBytes();
    }
}
