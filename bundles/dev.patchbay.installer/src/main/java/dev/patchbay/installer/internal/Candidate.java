package dev.patchbay.installer.internal;

/** A bundle that passed the checks and waits to be put into the framework. */
record Candidate(CheckedBundle bundle, Upload upload, Trusted trusted) {}
