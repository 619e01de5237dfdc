package dev.patchbay.app.sftp.internal;

import java.util.Map;

/** The set-up guides in German; labels are quoted as the form has them in German. */
final class SftpGermanGuides {
    private static final String WHERE = """
            ## Wo Sie das finden

            Sie brauchen die Adresse des Servers, seinen Port (meist 22) und einen Benutzernamen. Das hat, wer den Server betreibt:

            - **Lieferant, Bank oder Logistikpartner**: die E-Mail oder das Datenblatt, das Sie bei der Einrichtung bekamen. Finden Sie
              es nicht, fragen Sie nach den *SFTP-Zugangsdaten*.
            - **Webhosting**: Melden Sie sich in der Verwaltung des Hostings an und öffnen Sie *SSH-Zugang* oder *SFTP-Konten*.
            - **Ihr eigener Server**: Legen Sie einen Benutzer nur für diesen Zweck an, mit genau den Ordnern, die er braucht.

            """;

    private static final String KEY = """
            ## Der Schlüssel

            1. Erzeugen Sie einen auf Ihrem Computer: `ssh-keygen -t ed25519 -f patchbay-key`. Dabei wird nach einer Passphrase
               gefragt; sie darf leer bleiben.
            2. Geben Sie `patchbay-key.pub` dem Betreiber des Servers, oder fügen Sie die eine Zeile darin dort zu
               `~/.ssh/authorized_keys` hinzu.
            3. Fügen Sie die andere Datei, `patchbay-key`, hier mit ihrer ersten und letzten Zeile ein, und geben Sie die Passphrase ein.

            Gelesen werden Schlüssel in OpenSSH- und in PEM-Form: Ed25519, ECDSA und RSA. Aus einem PuTTY-Schlüssel (`.ppk`) macht
            PuTTYgen einen für OpenSSH: *Conversions*, *Export OpenSSH key*.

            """;

    private static final String HOST_KEY = """
            ## Der Host-Key

            Ein Server weist sich durch seinen Host-Key aus. Nichts Geheimes wird gesendet, bevor feststeht, dass es der richtige ist:

            1. Lassen Sie *SHA-256 des Host-Keys* leer und drücken Sie **Prüfen**. Die Prüfung hält an und zeigt den Fingerabdruck.
            2. Fragen Sie den Betreiber danach, oder führen Sie auf dem Server selbst
               `ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub` aus.
               `ssh-keyscan -p 22 sftp.example.com | ssh-keygen -lf -` zeigt, was der Server Ihnen zeigt, vielleicht aus einem anderen
               Netz.
            3. Ist beides gleich, geben Sie es ein und drücken Sie noch einmal **Prüfen**.

            ## Wenn die Prüfung anhält

            | sie sagt | das hilft |
            |---|---|
            | der Host-Key des Servers ist noch nicht bestätigt | Vergleichen Sie den Fingerabdruck und geben Sie ihn ein. |
            | der Server zeigt einen anderen Host-Key | Fragen Sie den Betreiber, bevor Sie etwas ändern: Vielleicht hört jemand mit. |
            | die Anmeldung wurde abgelehnt | Sehen Sie die Angaben noch einmal durch; fragen Sie, ob sich der Benutzer mit Passwort, \
            Schlüssel oder beidem anmeldet. |
            | kein gemeinsames Verfahren | Der Server ist zu alt für sichere Verbindungen: Sein Betreiber muss ihn aktualisieren. |
            | der Basisordner lässt sich nicht öffnen | Lassen Sie ihn leer, oder fragen Sie den Betreiber nach dem richtigen. |
            """;

    /** By the keys of a translation. */
    static final Map<String, String> TEXTS = Map.of(
            "methods." + SftpFields.WITH_PASSWORD + ".guide", WHERE + HOST_KEY,
            "methods." + SftpFields.WITH_KEY + ".guide", WHERE + KEY + HOST_KEY,
            "methods." + SftpFields.WITH_BOTH + ".guide", WHERE + KEY + HOST_KEY);

    private SftpGermanGuides() {}
}
