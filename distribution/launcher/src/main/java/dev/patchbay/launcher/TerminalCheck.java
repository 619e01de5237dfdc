package dev.patchbay.launcher;

import java.io.Console;
import java.lang.reflect.Method;

/** Whether a person sees what is printed. Stateless. */
final class TerminalCheck {
    private TerminalCheck() {
    }

    /** Whether this process reads from and prints to a terminal. */
    static boolean isTerminal() {
        Console console = System.console();
        return console != null && saysSo(console);
    }

    /** Since Java 22 there may be a console without a terminal, and it says so; before, there is one on a terminal only. */
    private static boolean saysSo(Console console) {
        try {
            Method isTerminal = Console.class.getMethod("isTerminal");
            return Boolean.TRUE.equals(isTerminal.invoke(console));
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
