/** The app integration {@code sftp}: tests a login and moves files over SFTP version 3 (draft-ietf-secsh-filexfer-02) and SSH. */
@NullMarked
package dev.patchbay.app.sftp.internal;

import org.jspecify.annotations.NullMarked;
