import { Link } from 'react-router';
import type { OutageHit } from '../api/types';
import { Time } from '../time/zone';
import { counted } from '../ui/words';

const FATES: Record<string, string> = {
  MOVED: 'moves to another place',
  SHORTENED: 'ends earlier',
  ENDED: 'ends at once',
  CANCELLED: 'is given up',
  ASKED: 'is asked to end earlier',
  KEPT: 'stays as it is',
};

interface HitsProps {
  ids: string[];
  times: number;
  /** What becomes of each, where that was asked. */
  effects: OutageHit[] | undefined;
}

/** What an outage hits, before it is set. */
export function Hits({ ids, times, effects }: HitsProps) {
  const fates = new Map(effects?.map((hit) => [hit.booking, hit]));
  const asked = effects?.some((hit) => hit.fate === 'ASKED') ?? false;
  return (
    <div role="status" className={ids.length > 0 ? 'notice bad' : 'notice'}>
      {times === 1 ? null : <p>{counted(times, 'time')} would be set at once, the others as time goes on.</p>}
      {ids.length === 0 ? (
        <p>It hits no granted booking.</p>
      ) : (
        <>
          <p>
            It hits {counted(ids.length, 'granted booking')}.{' '}
            {asked
              ? 'Holders who are asked keep their time if they refuse or do not answer, and that one time of the outage is taken back. Any other booking is moved to another place where there is room, and ended otherwise; its people are told.'
              : 'Each is moved to another place where there is room, and ended otherwise; its people are told.'}
          </p>
          <ul className="reasons">
            {ids.map((id) => {
              const hit = fates.get(id);
              return (
                <li key={id}>
                  <Link to={`/bookings/${id}`}>{id}</Link>
                  {hit ? (
                    <>
                      {' '}
                      of <bdi>{hit.owner}</bdi> {FATES[hit.fate] ?? hit.fate}
                      {hit.fate === 'SHORTENED' || hit.fate === 'ASKED' ? (
                        <>
                          , <Time at={hit.end} />
                        </>
                      ) : null}
                    </>
                  ) : null}
                </li>
              );
            })}
          </ul>
        </>
      )}
    </div>
  );
}
