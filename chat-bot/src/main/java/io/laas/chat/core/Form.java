package io.laas.chat.core;

import java.util.List;

/**
 * What a person fills in instead of typing a line.
 *
 * @param command whose line it makes
 * @param inputs the most needed first; faces with little room leave out the last ones
 */
public record Form(String command, String title, List<Input> inputs) {
    public Form {
        inputs = List.copyOf(inputs);
    }

    /**
     * One thing to fill in.
     *
     * @param param of the command
     * @param kind of its value
     * @param initial what stands there to begin with; may be empty
     * @param options to choose from; empty: anything
     */
    public record Input(
            String param,
            Kind kind,
            String label,
            String hint,
            boolean required,
            String initial,
            List<Option> options) {
        public Input {
            options = List.copyOf(options);
        }

        /** Returns the input with other options, the first of them chosen if it has to be filled in. */
        public Input with(List<Option> newOptions) {
            boolean choose = required && initial.isEmpty() && !newOptions.isEmpty();
            String chosen = choose ? newOptions.get(0).value() : initial;
            return new Input(param, kind, label, hint, required, chosen, newOptions);
        }

        /** Returns the input with something else standing there to begin with. */
        public Input beginningWith(String value) {
            return new Input(param, kind, label, hint, required, value, options);
        }
    }

    /** A value with a line about it. */
    public record Option(String value, String label) {}

    /** Returns the form with other inputs. */
    public Form with(List<Input> newInputs) {
        return new Form(command, title, newInputs);
    }
}
