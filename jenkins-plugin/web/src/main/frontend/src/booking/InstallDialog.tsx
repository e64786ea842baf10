import { useState } from 'react';
import { answer } from '../api/client';
import { useChange, useInstallers } from '../api/queries';
import type { Booking, Installer, Operation } from '../api/types';
import { spokenIso } from '../time/lengths';
import { Button, Field, Loaded, Problem } from '../ui/basics';
import { Dialog } from '../ui/Dialog';
import { Parameters } from '../ui/Parameters';
import { anyMistake, said, type Values } from '../ui/parameters';

const FIRST = 'hello-world';

/** Puts software on the machines of a booking, by one of the lab's installers. */
export function InstallDialog({ booking, onClose }: { booking: Booking; onClose: () => void }) {
  const offer = useInstallers();
  return (
    <Dialog title={`Install on ${booking.pod}`} onClose={onClose}>
      <Loaded query={offer} what="the installers">
        {offer.data?.installers.length ? (
          <Chosen booking={booking} installers={offer.data.installers} onClose={onClose} />
        ) : (
          <>
            <p>There is no installer here. A lab admin adds one as a file.</p>
            <div className="buttons">
              <Button onClick={onClose}>Go back</Button>
            </div>
          </>
        )}
      </Loaded>
    </Dialog>
  );
}

function Chosen({ booking, installers, onClose }: { booking: Booking; installers: Installer[]; onClose: () => void }) {
  const [name, setName] = useState((installers.find((i) => i.name === FIRST) ?? installers[0])?.name ?? '');
  const [values, setValues] = useState<Values>({});
  const [pressed, setPressed] = useState(false);
  const installer = installers.find((i) => i.name === name);
  const install = useChange((api, body: { installer: string; parameters: Values }, headers) =>
    answer<Operation>(api.POST('/bookings/{id}/install', { params: { path: { id: booking.id }, header: headers }, body })),
  );
  if (!installer) return null;
  const submit = () => {
    setPressed(true);
    if (anyMistake(installer.parameters, values)) return;
    install.mutate({ installer: name, parameters: said(values) }, { onSuccess: onClose });
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Field label="Installer" hint={installer.description}>
        {(ids) => (
          <select
            {...ids}
            value={name}
            onChange={(event) => {
              setName(event.target.value);
              setValues({});
              setPressed(false);
            }}
          >
            {installers.map((i) => (
              <option key={i.name} value={i.name}>
                {i.title}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Parameters parameters={installer.parameters} values={values} strict={pressed} onChange={setValues} />
      <details>
        <summary>
          What it does: {installer.steps.length} steps, at most {spokenIso(installer.limit)}
        </summary>
        <ol>
          {installer.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        {installer.internet ? <p>Every machine needs the internet.</p> : null}
      </details>
      <Problem of={install.error} />
      <div className="buttons">
        <Button type="submit" look="main" busy={install.isPending}>
          Install it
        </Button>
        <Button onClick={onClose}>Go back</Button>
      </div>
    </form>
  );
}
