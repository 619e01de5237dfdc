package dev.patchbay.app.ftp.internal;

import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import java.nio.charset.StandardCharsets;

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
            .methods(ConnectionMethod.of("login", "User name and password").guide(GUIDE).fields(FtpFields.all()));

    private FtpDefinition() {}
}
