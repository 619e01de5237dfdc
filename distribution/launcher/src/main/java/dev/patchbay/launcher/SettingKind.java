package dev.patchbay.launcher;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What may stand as the value of a setting, and the one form in which the host's bundles get it. */
public enum SettingKind {
    /** One line of text. */
    TEXT("text"),
    /** An IP address or a host name, without a port. */
    HOST("host") {
        @Override
        Optional<String> fault(String value) {
            return faultUnless(value.matches("[A-Za-z0-9_.:%\\[\\]-]+"), "is neither an IP address nor a host name");
        }

        @Override
        String normal(String value, Path home) {
            return value.replaceAll("[\\[\\]]", "");
        }
    },
    /** A TCP port; 0 asks for a free one. */
    PORT("port") {
        @Override
        Optional<String> fault(String value) {
            return faultUnless(value.matches("[0-9]{1,5}") && Integer.parseInt(value) <= 65535, "is no port (0 to 65535)");
        }
    },
    /** A whole number above 0. */
    COUNT("number") {
        @Override
        Optional<String> fault(String value) {
            return faultUnless(value.matches("[1-9][0-9]{0,8}"), "is no whole number above 0");
        }
    },
    /** {@code true} or {@code false}. */
    FLAG("flag") {
        @Override
        Optional<String> fault(String value) {
            return faultUnless(value.matches("(?i)true|false"), "is neither true nor false");
        }

        @Override
        String normal(String value, Path home) {
            return value.toLowerCase(Locale.ROOT);
        }
    },
    /** A time span; bundles get whole seconds. */
    DURATION("duration") {
        @Override
        Optional<String> fault(String value) {
            return faultUnless(SPAN.matcher(value).matches(), "is no duration such as 90s, 10m, 24h or 7d");
        }

        @Override
        String normal(String value, Path home) {
            Matcher span = SPAN.matcher(value);
            return span.matches() ? Long.toString(Long.parseLong(span.group(1)) * seconds(span.group(2))) : value;
        }
    },
    /** A number of bytes. */
    SIZE("size") {
        @Override
        Optional<String> fault(String value) {
            return faultUnless(value.matches("(?i)[1-9][0-9]{0,8}(KB|MB|GB)"), "is no size such as 512KB, 10MB or 1GB");
        }
    },
    /** A file or folder; bundles get the absolute path. Relative ones start at the program folder. */
    PATH("path") {
        @Override
        Optional<String> fault(String value) {
            try {
                Path.of(value);
                return faultUnless(value.chars().noneMatch(Character::isISOControl),
                        "holds a control character; write / or \\\\ between folders");
            } catch (InvalidPathException e) {
                return Optional.of("is no path");
            }
        }

        @Override
        String normal(String value, Path home) {
            return home.resolve(value).toAbsolutePath().normalize().toString();
        }
    },
    /** Items with commas between them. */
    LIST("list"),
    /** An absolute http or https address without user, query or fragment. */
    URL("URL") {
        @Override
        Optional<String> fault(String value) {
            return faultUnless(isPlainHttp(value), "is no address such as https://connections.example.com");
        }

        @Override
        String normal(String value, Path home) {
            return value.replaceFirst("/+$", "");
        }
    },
    /** A level of the log. */
    LEVEL("level") {
        @Override
        Optional<String> fault(String value) {
            return faultUnless(value.matches("(?i)trace|debug|info|warn|error|off"), "is none of trace, debug, info, warn, error, off");
        }

        @Override
        String normal(String value, Path home) {
            return value.toLowerCase(Locale.ROOT);
        }
    };

    private static final Pattern SPAN = Pattern.compile("([0-9]{1,9})\\s*([smhd]?)");

    private final String label;

    SettingKind(String label) {
        this.label = label;
    }

    /** The word for it in the table of settings. */
    String label() {
        return label;
    }

    /** Why a value cannot be used, continuing a sentence that begins with the value; empty where it can. */
    Optional<String> fault(String value) {
        return faultUnless(value.chars().noneMatch(Character::isISOControl), "holds a control character");
    }

    /** The form in which a value that has no fault is handed on. */
    String normal(String value, Path home) {
        return value;
    }

    private static Optional<String> faultUnless(boolean right, String fault) {
        return right ? Optional.empty() : Optional.of(fault);
    }

    private static long seconds(String unit) {
        return switch (unit) {
            case "m" -> 60;
            case "h" -> 3600;
            case "d" -> 86400;
            default -> 1;
        };
    }

    private static boolean isPlainHttp(String value) {
        try {
            URI uri = new URI(value);
            return ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme())) && uri.getHost() != null
                    && uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
