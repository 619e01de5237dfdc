package dev.patchbay.maven;

import java.util.ArrayList;
import java.util.List;
import org.junit.runner.JUnitCore;
import org.junit.runner.Request;
import org.junit.runner.Result;
import org.junit.runner.manipulation.Filter;

/**
 * What came of a contract.
 *
 * @param rules how many were looked at
 * @param broken each broken rule, with what breaks it
 */
record ContractRun(int rules, List<String> broken) {
    /** Copies the list. */
    ContractRun {
        broken = List.copyOf(broken);
    }

    /** Runs those rules of a contract that the filter lets through. */
    static ContractRun of(Class<?> contract, Filter filter) {
        Result result = new JUnitCore().run(Request.aClass(contract).filterWith(filter));
        List<String> broken = result.getFailures().stream()
                .map(failure -> failure.getDescription().getMethodName() + ": " + failure.getMessage()).toList();
        return new ContractRun(result.getRunCount(), broken);
    }

    /** This and another one. */
    ContractRun and(ContractRun other) {
        List<String> all = new ArrayList<>(broken);
        all.addAll(other.broken);
        return new ContractRun(rules + other.rules, all);
    }
}
