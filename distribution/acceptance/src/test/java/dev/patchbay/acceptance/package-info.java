/** The assembled distribution as its users meet it: processes, files, sockets, the words of the README. */
@NullMarked
package dev.patchbay.acceptance;

import org.jspecify.annotations.NullMarked;
