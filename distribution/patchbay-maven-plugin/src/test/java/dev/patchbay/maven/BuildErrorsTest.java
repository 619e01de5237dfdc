package dev.patchbay.maven;

import static org.junit.Assert.assertEquals;

import java.util.List;
import org.junit.Test;

public class BuildErrorsTest {
    private final BuildErrors errors = new BuildErrors();

    @Test
    public void compilersLineIsKeptOnceAndAdviceOnMavenIsNot() {
        for (String line : new String[] {
            "[INFO] Compiling 1 source file", "[ERROR] COMPILATION ERROR : ", "[ERROR] /src/A.java:[7,3] ';' expected", "[INFO] 1 error",
            "[ERROR] Failed to execute goal compile on project a: Compilation failure", "[ERROR] /src/A.java:[7,3] ';' expected",
            "[ERROR] -> [Help 1]", "[ERROR] ", "[ERROR] To see the full stack trace of the errors, re-run Maven with the -e switch.",
            "[ERROR] Re-run Maven using the -X switch to enable full debug logging.",
            "[ERROR] For more information about the errors and possible solutions, please read the following articles:",
            "[ERROR] [Help 1] http://cwiki.apache.org/confluence/display/MAVEN/MojoFailureException"
        }) {
            errors.line(line);
        }
        assertEquals(List.of("COMPILATION ERROR :", "/src/A.java:[7,3] ';' expected",
                "Failed to execute goal compile on project a: Compilation failure"), errors.list());
    }

    @Test
    public void goalsOwnMessageLosesItsReferenceToHelp() {
        errors.line("[ERROR] Failed to execute goal lint: /label is missing -> [Help 1]");
        assertEquals(List.of("Failed to execute goal lint: /label is missing"), errors.list());
    }

    @Test
    public void coloursAreNoPartOfALine() {
        errors.line("\u001B[1;31m[ERROR]\u001B[m /src/A.java:[7,3] \u001B[1m';' expected\u001B[m");
        errors.line("[\u001B[1;31mERROR\u001B[m] again");
        assertEquals(List.of("/src/A.java:[7,3] ';' expected", "again"), errors.list());
    }

    @Test
    public void buildThatSaidNothingStillFailedForSomething() {
        assertEquals(List.of("The build failed; mvn package tells more."), errors.list());
    }
}
