package dev.patchbay.app.sftp.internal;

import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import java.nio.charset.StandardCharsets;

/** What a person sees of the integration, as data. */
final class SftpDefinition {
    private static final String WHERE = """
            ## Where to find these

            You need the server's address, its port (mostly 22) and a user name. Whoever runs the server has them:

            - **A supplier, bank or fulfilment partner**: the e-mail or data sheet you got when you were set up. Ask for
              *SFTP access data* if you cannot find it.
            - **Web hosting**: sign in to the hosting's control panel and open *SSH access* or *SFTP accounts*.
            - **Your own server**: make a user of its own for this purpose, with just the folders it needs.

            """;

    private static final String KEY = """
            ## The key

            1. Make one on a computer of yours: `ssh-keygen -t ed25519 -f patchbay-key`. A passphrase is asked for; it may be
               empty.
            2. Give `patchbay-key.pub` to the server's operator, or add its one line to `~/.ssh/authorized_keys` there.
            3. Paste the other file, `patchbay-key`, here with its first and last line, and enter the passphrase.

            Keys in OpenSSH and in PEM form are read, Ed25519, ECDSA and RSA. Turn a PuTTY key (`.ppk`) into an OpenSSH one with
            PuTTYgen: *Conversions*, *Export OpenSSH key*.

            """;

    private static final String HOST_KEY = """
            ## The host key

            A server shows who it is by its host key. Nothing secret is sent before it is known to be the right one:

            1. Leave *SHA-256 of the host key* empty and press **Test**. The test stops and shows the fingerprint.
            2. Ask the operator for it, or run `ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub` on the server itself.
               `ssh-keyscan -p 22 sftp.example.com | ssh-keygen -lf -` shows what the server shows to you, from another network
               perhaps.
            3. If both are the same, enter it and press **Test** again.

            ## If the test stops

            | it says | do this |
            |---|---|
            | the server's host key is not confirmed yet | compare the fingerprint and enter it |
            | the server shows another host key | ask the operator before you change anything: somebody may listen in |
            | the login was refused | check the values; ask whether the user signs in with a password, a key, or both |
            | no common algorithm | the server is too old for safe connections: its operator updates it |
            | the base folder cannot be opened | leave it empty, or ask the operator for the right one |
            """;

    private static final String ICON = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#1d4ed8" stroke-width="2"\
             stroke-linecap="round" stroke-linejoin="round"><path d="M3 19V6a1.5 1.5 0 0 1 1.5-1.5H9l2.5 3h8A1.5 1.5 0 0 1 21\
             9v10a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 19z"/><rect x="8.5" y="13" width="7" height="4.5" rx="0.5"/>\
            <path d="M10 13v-1a2 2 0 0 1 4 0v1"/></svg>
            """;

    static final ConnectionDefinition DEFINITION = ConnectionDefinition.of("sftp", "SFTP server")
            .description("Moves files from and to a server over SSH, with a password, a key or both.")
            .category("files")
            .icon("image/svg+xml", ICON.getBytes(StandardCharsets.UTF_8))
            .allowedHosts("{" + SftpFields.HOST.name() + "}")
            .methods(
                    ConnectionMethod.of(SftpFields.WITH_PASSWORD, "User name and password")
                            .guide(WHERE + HOST_KEY)
                            .fields(SftpFields.withPassword()),
                    ConnectionMethod.of(SftpFields.WITH_KEY, "User name and private key")
                            .guide(WHERE + KEY + HOST_KEY)
                            .fields(SftpFields.withKey()),
                    ConnectionMethod.of(SftpFields.WITH_BOTH, "Private key and password")
                            .guide(WHERE + KEY + HOST_KEY)
                            .fields(SftpFields.withBoth()))
            .translation("de", SftpDefinition.class)
            .translation("de", SftpGermanGuides.TEXTS);

    private SftpDefinition() {}
}
