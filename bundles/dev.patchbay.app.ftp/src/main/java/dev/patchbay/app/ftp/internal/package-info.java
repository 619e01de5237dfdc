/** The app integration {@code ftp}: tests a login and moves files over FTP and FTPS (RFC 959, 2228, 2428, 3659, 4217). */
@NullMarked
package dev.patchbay.app.ftp.internal;

import org.jspecify.annotations.NullMarked;
