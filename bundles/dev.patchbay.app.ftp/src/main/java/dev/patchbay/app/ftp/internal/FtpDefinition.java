package dev.patchbay.app.ftp.internal;

import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a person sees of the integration, as data. */
final class FtpDefinition {
    private static final String GUIDE = """
            ## Where to find these

            You need the server's address, a user name and a password. Whoever runs the server has them:

            - **Web hosting**: sign in to the hosting's control panel and open *FTP accounts* (also *FTP access*, *File
              transfer*). It shows the server, the user name and the port; there you also set a new password.
            - **A supplier, bank or fulfilment partner**: the e-mail or data sheet you got when you were set up. Ask for
              *FTP access data* if you cannot find it.
            - **Your own server**: ask whoever administers it for a user of its own for this purpose, with just the folders it
              needs.

            Then:

            1. Enter the server without `ftp://`, the user name and the password.
            2. Leave *Encryption* at explicit TLS. Choose *implicit* only where the access data name port 990.
            3. Press **Test**. Each step says what it found and what to do next.

            ## If the test stops

            | it says | do this |
            |---|---|
            | the server offers no TLS | ask the operator to switch it on; or choose *None* and accept that everything is sent in clear |
            | the certificate is not trusted | many FTP servers have a self-signed one: set *Trust* to *Exactly one certificate*, test again, compare the SHA-256 it shows with the operator's and enter it |
            | the login was refused | check both values; many hostings want the full user name, such as `user@example.com` |
            | the data connection did not come about | leave *Data connections* at passive; ask the operator to open the passive ports in the firewall |

            Files that are reached by **SFTP** (port 22, with or without a key) need another integration: it is not FTP.
            """;

    /** Labels are quoted as the form has them in German. */
    private static final String GERMAN_GUIDE = """
            ## Wo Sie das finden

            Sie brauchen die Adresse des Servers, einen Benutzernamen und ein Passwort. Das hat, wer den Server betreibt:

            - **Webhosting**: Melden Sie sich in der Verwaltung des Hostings an und öffnen Sie *FTP-Konten* (auch *FTP-Zugang*,
              *Dateiübertragung*). Dort stehen Server, Benutzername und Port, und dort vergeben Sie auch ein neues Passwort.
            - **Lieferant, Bank oder Logistikpartner**: die E-Mail oder das Datenblatt, das Sie bei der Einrichtung bekamen. Finden Sie
              es nicht, fragen Sie nach den *FTP-Zugangsdaten*.
            - **Ihr eigener Server**: Lassen Sie dort einen Benutzer nur für diesen Zweck anlegen, mit genau den Ordnern, die er braucht.

            Dann:

            1. Geben Sie den Server ohne `ftp://` ein, dazu Benutzername und Passwort.
            2. Lassen Sie bei *Verschlüsselung* explizites TLS stehen. Wählen Sie *Implizites TLS* nur, wenn in den Zugangsdaten Port
               990 steht.
            3. Drücken Sie **Prüfen**. Jeder Schritt sagt, was er vorfand und was zu tun ist.

            ## Wenn die Prüfung anhält

            | sie sagt | das hilft |
            |---|---|
            | der Server bietet kein TLS an | Bitten Sie den Betreiber, es einzuschalten; oder wählen Sie *Keine* und nehmen Sie in Kauf, \
            dass alles lesbar gesendet wird. |
            | dem Zertifikat wird nicht vertraut | Viele FTP-Server haben ein selbst signiertes: Stellen Sie *Vertrauen* auf *Genau ein \
            Zertifikat*, prüfen Sie noch einmal, vergleichen Sie den gezeigten SHA-256 mit dem des Betreibers und geben Sie ihn ein. |
            | die Anmeldung wurde abgelehnt | Sehen Sie beide Werte noch einmal durch; oft ist der ganze Benutzername verlangt, etwa \
            `user@example.com`. |
            | die Datenverbindung kam nicht zustande | Lassen Sie *Datenverbindungen* auf passiv; bitten Sie den Betreiber, die passiven \
            Ports in der Firewall zu öffnen. |

            Was über **SFTP** erreichbar ist (Port 22, mit oder ohne Schlüssel), braucht eine andere Integration: Das ist kein FTP.
            """;

    private static final String ICON = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#0f766e" stroke-width="2"\
             stroke-linecap="round" stroke-linejoin="round"><path d="M3 19V6a1.5 1.5 0 0 1 1.5-1.5H9l2.5 3h8A1.5 1.5 0 0 1 21\
             9v10a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 19z"/><path d="M9 17v-5.5M6.8 13.5 9 11.3l2.2 2.2"/>\
            <path d="M15 11.5V17M12.8 15l2.2 2.2 2.2-2.2"/></svg>
            """;

    static final ConnectionDefinition DEFINITION = ConnectionDefinition.of("ftp", "FTP server")
            .description("Moves files from and to an FTP server, with or without TLS.")
            .category("files")
            .icon("image/svg+xml", ICON.getBytes(StandardCharsets.UTF_8))
            .allowedHosts("{" + FtpFields.HOST.name() + "}")
            .methods(ConnectionMethod.of("login", "User name and password").guide(GUIDE).fields(FtpFields.all()))
            .translation("de", FtpDefinition.class)
            .translation("de", Map.of("methods.login.guide", GERMAN_GUIDE));

    private FtpDefinition() {}
}
