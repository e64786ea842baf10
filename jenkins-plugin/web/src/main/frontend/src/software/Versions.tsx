import { Link } from 'react-router';
import { Time } from '../time/zone';
import { Button, Loaded } from '../ui/basics';
import { Dialog } from '../ui/Dialog';
import { contents } from './contents';
import { useVersions } from './queries';

/** What a config was before; an earlier version can be made the next one. */
export function Versions({ lab, config, onClose }: { lab: string; config: string; onClose: () => void }) {
  const versions = useVersions(lab, config);
  return (
    <Dialog title={`Versions of ${config}`} onClose={onClose}>
      <p className="quiet">A booking keeps the version it was made with.</p>
      <Loaded query={versions} what="the versions">
        <ol className="history" reversed>
          {versions.data?.map(({ config: then, made }, index) => (
            <li key={made?.version}>
              <span>
                <strong>Version {made?.version}</strong> {made ? <Time at={made.at} /> : null}
              </span>
              <span className="clip">{then.description}</span>
              <span>{contents(then)}</span>
              {made && index > 0 ? (
                <span>
                  <Link to={`/software/write?${new URLSearchParams({ from: config, lab, version: String(made.version), change: 'true' }).toString()}`}>
                    Go back to version {made.version}
                  </Link>
                </span>
              ) : null}
            </li>
          ))}
        </ol>
      </Loaded>
      <div className="buttons">
        <Button onClick={onClose}>Go back</Button>
      </div>
    </Dialog>
  );
}
