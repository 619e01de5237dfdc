/** A practice FTP server on loopback, and the tour that shows the main job with it. */
@NullMarked
package dev.patchbay.practice;

import org.jspecify.annotations.NullMarked;
