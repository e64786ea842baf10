import { useId } from 'react';
import type { Iso } from '../api/types';
import { MAX_ISOS } from './model';

interface IsoChoiceProps {
  isos: Iso[];
  /** In the order in which the jump host gets them. */
  chosen: string[];
  mistake: string | undefined;
  onChange: (chosen: string[]) => void;
}

/** The installer ISOs that the jump host gets and serves. */
export function IsoChoice({ isos, chosen, mistake, onChange }: IsoChoiceProps) {
  const id = useId();
  const full = chosen.length >= MAX_ISOS;
  const gone = chosen.filter((name) => !isos.some((iso) => iso.id === name));
  return (
    <fieldset className="field" aria-describedby={mistake ? `${id}-hint ${id}-mistake` : `${id}-hint`}>
      <legend>Installer ISOs</legend>
      {isos.map((iso) => (
        <label key={iso.id} className="tick">
          <input
            type="checkbox"
            checked={chosen.includes(iso.id)}
            disabled={full && !chosen.includes(iso.id)}
            onChange={(e) => onChange(e.target.checked ? [...chosen, iso.id] : chosen.filter((name) => name !== iso.id))}
          />
          <span>
            {iso.id} <span className="quiet">{iso.title}</span>
          </span>
        </label>
      ))}
      {gone.map((name) => (
        <label key={name} className="tick">
          <input type="checkbox" checked onChange={() => onChange(chosen.filter((other) => other !== name))} />
          <span>
            {name} <span className="quiet">not there any more</span>
          </span>
        </label>
      ))}
      <p id={`${id}-hint`} className="hint">
        {isos.length === 0
          ? 'The lab has none; a lab admin adds them to the lab file.'
          : `The jump host gets them as disks and serves what is on them to the other machines; at most ${MAX_ISOS}.`}
      </p>
      {mistake ? (
        <p id={`${id}-mistake`} className="mistake" role="alert">
          {mistake}
        </p>
      ) : null}
    </fieldset>
  );
}
