import { Button } from '../ui/basics';
import { departure, together, type Departure } from './merge';

interface Props {
  mine: string;
  base: string;
  theirs: string;
  onTake: (text: string) => void;
}

/** Somebody else changed the file: shows where the two texts differ and lets the reader choose, or have both where they do not collide. */
export function Elsewhere({ mine, base, theirs, onTake }: Props) {
  const both = together(base, mine, theirs);
  return (
    <div className="notice bad" role="alert">
      <p>The lab file was changed since you began. Your text below is kept. This is what the two of you made of it:</p>
      <div className="two-texts">
        <div>
          <h3>In the file now</h3>
          <Made of={departure(base, theirs)} />
        </div>
        <div>
          <h3>Yours</h3>
          <Made of={departure(base, mine)} />
        </div>
      </div>
      <div className="buttons">
        {both === undefined ? null : (
          <Button look="main" onClick={() => onTake(both)}>
            Put both together
          </Button>
        )}
        <Button onClick={() => onTake(mine)}>Go on with mine</Button>
        <Button onClick={() => onTake(theirs)}>Take what is in the file</Button>
      </div>
    </div>
  );
}

/** The lines in which a text departs from the one it was made from. */
function Made({ of }: { of: Departure }) {
  const lines = of.to - of.from;
  const what = lines === 0 ? `New lines before line ${of.from + 1}` : lines === 1 ? `In place of line ${of.from + 1}` : `In place of the lines ${of.from + 1} to ${of.to}`;
  return (
    <>
      <p className="quiet">{what}:</p>
      {of.lines.length === 0 ? <p>nothing; they are taken out</p> : <pre tabIndex={0}>{of.lines.join('\n')}</pre>}
    </>
  );
}
