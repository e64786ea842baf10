import { useId } from 'react';
import { usePods } from '../api/queries';
import { Button, Field } from '../ui/basics';
import { ImageChoice } from './ImageChoice';
import { ROLES, type Bootable, type Special } from './model';

interface SpecialImagesProps {
  lab: string | undefined;
  special: Special[];
  bootable: Bootable;
  mistake: string | undefined;
  onChange: (special: Special[]) => void;
}

/** Images for machines of a role or of a name; the name of a machine counts more than its role. */
export function SpecialImages({ lab, special, bootable, mistake, onChange }: SpecialImagesProps) {
  const id = useId();
  const pods = usePods();
  const machines = new Set(pods.data?.filter((pod) => pod.lab === lab).flatMap((pod) => pod.pod.nodes.map((node) => node.name)));
  const change = (index: number, part: Partial<Special>) => onChange(special.map((row, i) => (i === index ? { ...row, ...part } : row)));
  return (
    <fieldset className="field" aria-describedby={mistake ? `${id}-mistake` : undefined}>
      <legend>Other images</legend>
      <datalist id={`${id}-owners`}>
        {[...new Set([...ROLES, ...[...machines].sort()])].map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {special.map((row, index) => (
        <div key={index} className="inline">
          <Field label="Role or machine">
            {(ids) => (
              <input {...ids} list={`${id}-owners`} autoComplete="off" value={row.whose} onChange={(e) => change(index, { whose: e.target.value.trim() })} />
            )}
          </Field>
          <Field label={`Image of ${row.whose || 'it'}`}>
            {(ids) => <ImageChoice ids={ids} value={row.image} bootable={bootable} onChange={(image) => change(index, { image })} />}
          </Field>
          <Button aria-label={`Take away the image of ${row.whose || 'it'}`} onClick={() => onChange(special.filter((_, i) => i !== index))}>
            Take away
          </Button>
        </div>
      ))}
      <Button onClick={() => onChange([...special, { whose: '', image: '' }])}>Add an image for a role or a machine</Button>
      {mistake ? (
        <p id={`${id}-mistake`} className="mistake" role="alert">
          {mistake}
        </p>
      ) : null}
    </fieldset>
  );
}
