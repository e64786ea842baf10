import { useState } from 'react';
import { Field } from '../ui/basics';
import { nameMistake } from './mistakes';

/** A name that counts once it is one and no other part has it; until then it is only typed. */
export function NameField({ name, taken, onName }: { name: string; taken: string[]; onName: (name: string) => void }) {
  const [text, setText] = useState(name);
  const mistake =
    nameMistake(text) ?? (text !== name && taken.includes(text) ? `There is one called ${text} already.` : undefined);
  const done = () => {
    if (!mistake && text !== name) onName(text);
  };
  return (
    <Field label="Name" mistake={mistake}>
      {(ids) => (
        <input
          {...ids}
          value={text}
          onChange={(e) => setText(e.target.value)}
          onBlur={done}
          onKeyDown={(e) => {
            if (e.key === 'Enter') done();
          }}
        />
      )}
    </Field>
  );
}
