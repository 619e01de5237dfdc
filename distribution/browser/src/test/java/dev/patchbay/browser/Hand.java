package dev.patchbay.browser;

import dev.patchbay.testsupport.Eventually;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.Select;

/** How somebody works: with the mouse, or with the keyboard and nothing else. */
enum Hand {
    /** Clicks. */
    MOUSE {
        @Override
        void press(Chromium chromium, String name) {
            Eventually.until("“" + name + "” can be clicked", () -> clicked(chromium, name));
        }

        private boolean clicked(Chromium chromium, String name) {
            try {
                chromium.control(name).click();
                return true;
            } catch (StaleElementReferenceException | ElementNotInteractableException e) {
                return false;
            }
        }

        @Override
        void type(Chromium chromium, String label, String text) {
            WebElement field = chromium.field(label);
            field.click();
            field.clear();
            field.sendKeys(text);
        }

        @Override
        void choose(Chromium chromium, String label, String option) {
            new Select(chromium.field(label)).selectByVisibleText(option);
        }

        @Override
        void select(Chromium chromium, String list, String option) {
            press(chromium, list);
            press(chromium, option);
        }

        @Override
        void giveFile(Chromium chromium, String button, Path file) {
            chromium.drop(file);
        }
    },
    /** Moves the focus with Tab and presses Enter and Space. */
    KEYBOARD {
        @Override
        void press(Chromium chromium, String name) {
            focus(chromium, () -> chromium.control(name), name);
            keys(chromium, chromium.isTickActive() ? Keys.SPACE : Keys.ENTER);
        }

        @Override
        void type(Chromium chromium, String label, String text) {
            focus(chromium, () -> chromium.field(label), label);
            new Actions(chromium.driver()).keyDown(Keys.CONTROL).sendKeys("a").keyUp(Keys.CONTROL).sendKeys(Keys.DELETE, text).perform();
        }

        @Override
        void choose(Chromium chromium, String label, String option) {
            focus(chromium, () -> chromium.field(label), label);
            keys(chromium, option);
            Eventually.until("“" + option + "” is chosen", () ->
                    new Select(chromium.field(label)).getFirstSelectedOption().getText().strip().equals(option));
        }

        @Override
        void select(Chromium chromium, String list, String option) {
            press(chromium, list);
            WebElement wanted = chromium.control(option);
            for (int i = 0; i < MOST_ARROWS && !chromium.isActive(wanted); i++) {
                keys(chromium, Keys.ARROW_DOWN);
            }
            keys(chromium, Keys.ENTER);
        }

        @Override
        void giveFile(Chromium chromium, String button, Path file) {
            /* the file dialog belongs to the system; what it gives is given here */
            chromium.field(button).sendKeys(file.toString());
        }

        /* looked for anew each time: a page may draw itself again meanwhile */
        private void focus(Chromium chromium, Supplier<WebElement> wanted, String name) {
            for (int i = 0; i < MOST_TABS; i++) {
                if (isActive(chromium, wanted.get())) {
                    return;
                }
                keys(chromium, Keys.TAB);
            }
            throw new AssertionError("“" + name + "” is not reached with Tab; the page shows:\n" + chromium.text());
        }

        private boolean isActive(Chromium chromium, WebElement element) {
            try {
                return chromium.isActive(element);
            } catch (StaleElementReferenceException e) {
                return false;
            }
        }
    };

    private static final int MOST_TABS = 150;
    private static final int MOST_ARROWS = 20;

    /** Presses what has this name. */
    abstract void press(Chromium chromium, String name);

    /** Replaces what stands in a field. */
    abstract void type(Chromium chromium, String label, String text);

    /** Chooses in a list. */
    abstract void choose(Chromium chromium, String label, String option);

    /** Opens a list of the page's own and chooses an entry. */
    abstract void select(Chromium chromium, String list, String option);

    /** Gives a file: dropped on the page, or by the button for it. */
    abstract void giveFile(Chromium chromium, String button, Path file);

    private static void keys(Chromium chromium, CharSequence... keys) {
        new Actions(chromium.driver()).sendKeys(keys).perform();
    }
}
