import type { Parameter } from '../api/types';
import { Field } from './basics';
import { parameterMistake, type Values } from './parameters';

interface ParametersProps {
  parameters: readonly Parameter[];
  values: Values;
  /** Whether also what was not touched yet is called a mistake. */
  strict?: boolean;
  onChange: (values: Values) => void;
}

/** A field for each thing that an installer or a lab wants to know. */
export function Parameters({ parameters, values, strict = false, onChange }: ParametersProps) {
  return parameters.map((parameter) => {
    const value = values[parameter.name];
    const mistake = value !== undefined || strict ? parameterMistake(parameter, value) : undefined;
    const set = (to: string) => onChange({ ...values, [parameter.name]: to });
    return (
      <Field key={parameter.name} label={parameter.title} hint={hintOf(parameter)} mistake={mistake}>
        {(ids) =>
          parameter.choices.length > 0 ? (
            <select {...ids} value={value ?? parameter.standard ?? ''} onChange={(e) => set(e.target.value)}>
              {parameter.standard === undefined ? <option value="">–</option> : null}
              {parameter.choices.map((choice) => (
                <option key={choice}>{choice}</option>
              ))}
            </select>
          ) : (
            <input
              {...ids}
              type={parameter.secret ? 'password' : 'text'}
              autoComplete="off"
              value={value ?? ''}
              onChange={(e) => set(e.target.value)}
            />
          )
        }
      </Field>
    );
  });
}

function hintOf({ standard, choices }: Parameter): string | undefined {
  if (standard === undefined || choices.length > 0) return undefined;
  return standard ? `Empty: ${standard}` : 'May be left empty.';
}
