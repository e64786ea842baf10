import { useState } from 'react';
import { Link } from 'react-router';
import { answer } from '../api/client';
import { useChange, useMe } from '../api/queries';
import type { Config } from '../api/types';
import { useTitle } from '../app/title';
import { Share } from '../editor/Share';
import { Button, Empty, Loaded, Panel } from '../ui/basics';
import { Confirm } from '../ui/Dialog';
import { contents } from './contents';
import { additionsOf } from './model';
import { useConfigs } from './queries';
import { Versions } from './Versions';

/** The software that can be booked, and what one can do with one's own. */
export function SoftwarePage() {
  useTitle('Software');
  const me = useMe();
  const configs = useConfigs();
  const mayMake = me.data?.rights.some((right) => right === 'BOOK' || right === 'MANAGE_LABS') ?? false;
  return (
    <>
      <div className="page-head">
        <h1>Software</h1>
        {mayMake ? (
          <div className="buttons">
            <Link className="button main" to="/software/write">
              Write software
            </Link>
          </div>
        ) : null}
      </div>
      <p className="quiet">What runs on the machines of a pod: images, what is installed, ISOs for installers.</p>
      <Loaded query={configs} what="the software">
        {configs.data?.length ? (
          configs.data.map((config) => (
            <ConfigPanel
              key={`${config.lab}/${config.config.id}`}
              config={config}
              mayMake={mayMake}
              own={config.made?.owner === me.data?.user || (me.data?.rights.includes('MANAGE_LABS') ?? false)}
            />
          ))
        ) : (
          <Empty>
            <p>There is no software yet. Write some, or ask a lab admin to add a config to the lab file.</p>
          </Empty>
        )}
      </Loaded>
    </>
  );
}

function ConfigPanel({ config: { lab, config, made }, mayMake, own }: { config: Config; mayMake: boolean; own: boolean }) {
  const [shown, setShown] = useState(false);
  const [open, setOpen] = useState<'delete' | 'share' | 'versions'>();
  const close = () => setOpen(undefined);
  const { id, description } = config;
  const additions = additionsOf(config);
  const where = new URLSearchParams({ from: id, lab }).toString();
  const params = { path: { config: id }, query: { lab } };
  const remove = useChange((api, _: string, header) => answer<Config>(api.POST('/configs/{config}/delete', { params: { ...params, header } })));
  return (
    <Panel title={id}>
      <p className="clip">{description}</p>
      <p>{contents(config)}</p>
      <p className="quiet">
        lab {lab}
        {made ? ` · version ${made.version} by ${made.owner}, ${made.sharing.toLowerCase()}${made.project ? ` ${made.project}` : ''}` : ''}
      </p>
      <div className="buttons">
        {additions ? (
          <Button aria-expanded={shown} aria-label={`${shown ? 'Hide' : 'Show'} the additions of ${id}`} onClick={() => setShown(!shown)}>
            {shown ? 'Hide the additions' : 'Show the additions'}
          </Button>
        ) : null}
        {mayMake ? (
          <Link className="button" to={`/software/write?${where}`} aria-label={`Write some like it: ${id}`}>
            Write some like it
          </Link>
        ) : null}
        {made && own ? (
          <>
            <Link className="button" to={`/software/write?${where}&change=true`} aria-label={`Change ${id}`}>
              Change
            </Link>
            <Button aria-label={`Versions of ${id}`} onClick={() => setOpen('versions')}>
              Versions
            </Button>
            <Button aria-label={`Share ${id}`} onClick={() => setOpen('share')}>
              Share
            </Button>
            <Button look="danger" aria-label={`Delete ${id}`} onClick={() => setOpen('delete')}>
              Delete
            </Button>
          </>
        ) : null}
      </div>
      {shown ? (
        <pre aria-label={`Additions of ${id} to cloud-init`} tabIndex={0}>
          {additions}
        </pre>
      ) : null}
      {open === 'versions' ? <Versions lab={lab} config={id} onClose={close} /> : null}
      {open === 'share' ? (
        <Share
          name={id}
          made={made}
          save={(api, body, header) => answer<Config>(api.POST('/configs/{config}/share', { params: { ...params, header }, body }))}
          onClose={close}
        />
      ) : null}
      {open === 'delete' ? (
        <Confirm
          title={`Delete ${id}?`}
          action="Delete it"
          busy={remove.isPending}
          problem={remove.error}
          onConfirm={() => remove.mutate(id, { onSuccess: close })}
          onClose={close}
        >
          <p>It can no longer be booked. Bookings that use it keep it.</p>
        </Confirm>
      ) : null}
    </Panel>
  );
}
