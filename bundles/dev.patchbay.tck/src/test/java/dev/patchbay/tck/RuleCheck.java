package dev.patchbay.tck;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.Test;
import org.junit.runner.Description;
import org.junit.runner.JUnitCore;
import org.junit.runner.Request;
import org.junit.runner.Result;
import org.junit.runner.notification.Failure;
import org.junit.runners.BlockJUnit4ClassRunner;
import org.junit.runners.model.InitializationError;

/** Runs one rule of a contract against something broken. */
final class RuleCheck {
    /**
     * Something that breaks a rule.
     *
     * @param rule the rule's number
     * @param what what is wrong with it
     * @param contract an instance of the contract about it
     * @param says what the rule's message has to say
     */
    record Breaker(int rule, String what, Supplier<ProviderContract> contract, String says) {}

    private RuleCheck() {}

    /** The rules of a contract: number and method name. */
    static Set<String> rules(Class<?> contract) {
        return Arrays.stream(contract.getMethods()).filter(method -> method.isAnnotationPresent(Test.class)).map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The numbers of a contract's rules. */
    static Set<Integer> numbers(Class<?> contract) {
        return rules(contract).stream().map(name -> Integer.valueOf(name.split("_")[1])).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The numbers of the rules that are broken. */
    static Set<Integer> numbers(List<Breaker> breakers) {
        return breakers.stream().map(Breaker::rule).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Each breaker that was not noticed, or not by the expected message. */
    static List<String> unnoticed(List<Breaker> breakers) {
        List<String> faults = new ArrayList<>();
        for (Breaker breaker : breakers) {
            Optional<Failure> failure = failure(breaker);
            String message = failure.map(Failure::getMessage).orElse("(nothing)");
            boolean asserted = failure.map(Failure::getException).filter(AssertionError.class::isInstance).isPresent();
            if (!asserted || !String.valueOf(message).contains(breaker.says())) {
                faults.add("\n" + breaker.rule() + " " + breaker.what() + ": expected \"" + breaker.says() + "\", got " + message);
            }
        }
        return faults;
    }

    /** What fails of a contract. */
    static List<String> failures(Class<?> contract) {
        Result result = JUnitCore.runClasses(contract);
        List<String> failures = new ArrayList<>(result.getFailures().stream().map(Failure::toString).toList());
        if (result.getRunCount() != rules(contract).size()) {
            failures.add("not every rule was run");
        }
        return failures;
    }

    private static Optional<Failure> failure(Breaker breaker) {
        ProviderContract contract = breaker.contract().get();
        String name = rules(contract.getClass()).stream().filter(rule -> rule.contains("_" + breaker.rule() + "_")).findFirst()
                .orElseThrow(() -> new AssertionError("there is no rule " + breaker.rule()));
        try {
            Result result = new JUnitCore().run(Request.runner(new OneInstance(contract))
                    .filterWith(Description.createTestDescription(contract.getClass(), name)));
            if (result.getRunCount() != 1 || result.getAssumptionFailureCount() > 0) {
                return Optional.empty();
            }
            return result.getFailures().stream().findFirst();
        } catch (InitializationError e) {
            throw new AssertionError(e);
        }
    }

    /** JUnit makes an instance from a class; here it gets one. */
    private static final class OneInstance extends BlockJUnit4ClassRunner {
        private final Object instance;

        OneInstance(Object instance) throws InitializationError {
            super(instance.getClass());
            this.instance = instance;
        }

        @Override
        protected Object createTest() {
            return instance;
        }

        @Override
        protected void collectInitializationErrors(List<Throwable> errors) {
            /* nothing is wrong with a class that is not public, since it is made already */
        }
    }
}
