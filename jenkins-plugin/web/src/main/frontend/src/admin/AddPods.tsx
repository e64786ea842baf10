import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { useConfigsFor, useHosts, useLabs, usePods, useVpods } from '../api/queries';
import { Button, Field, Problem } from '../ui/basics';
import { Copy } from '../ui/Copy';
import { Dialog } from '../ui/Dialog';
import { addVpods, vpodNames } from '../labfile/edit';
import { useLabFile, usePutInto } from '../labfile/queries';
import { itemsFor, linesFor, MOST, shortOf, stemMistake, type Wanted } from './staticPods';

/** Writes the lines of a lab file that add static pods and puts them into it. The lab file stays what says which there are. */
export function AddPods({ onClose }: { onClose: () => void }) {
  const labs = useLabs();
  const hosts = useHosts();
  const pods = usePods();
  const vpods = useVpods();
  const [chosen, setChosen] = useState({ lab: '', host: '', pod: '', config: '', stem: 'vpod', count: 1 });
  const change = (part: Partial<typeof chosen>) => setChosen({ ...chosen, ...part });
  const lab = chosen.lab || (labs.data?.[0]?.id ?? '');
  const hostsHere = hosts.data?.filter((h) => h.lab === lab) ?? [];
  const podsHere = pods.data?.filter((p) => p.lab === lab && !p.made) ?? [];
  const host = hostsHere.find((h) => h.id === chosen.host) ?? hostsHere[0];
  const pod = podsHere.find((p) => p.pod.id === chosen.pod)?.pod.id ?? podsHere[0]?.pod.id;
  const configs = useConfigsFor(lab || undefined, pod);
  const configsHere = configs.data?.filter((c) => !c.made) ?? [];
  const config = configsHere.find((c) => c.config.id === chosen.config)?.config.id ?? configsHere[0]?.config.id;
  const file = useLabFile(lab);
  const putInto = usePutInto();
  const put = useMutation({
    mutationFn: (wanted: Wanted) =>
      putInto(lab, (text) => addVpods(text, itemsFor(wanted, [...(vpods.data ?? []).map((v) => v.id), ...vpodNames(text)]))),
  });
  const wrong = stemMistake(chosen.stem);
  const many = Number.isInteger(chosen.count) && chosen.count >= 1 && chosen.count <= MOST ? undefined : `1 to ${MOST}.`;
  const wanted = host && pod && config && !wrong && !many ? { host: host.id, pod, config, stem: chosen.stem, count: chosen.count } : undefined;
  const short = wanted && host ? shortOf(wanted, host, pods.data ?? [], vpods.data ?? []) : undefined;
  const choice = (label: string, value: string | undefined, names: string[], set: (name: string) => void) => (
    <Field label={label}>
      {(ids) => (
        <select {...ids} value={value} onChange={(e) => set(e.target.value)}>
          {names.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      )}
    </Field>
  );
  return (
    <Dialog title="Add static pods" onClose={onClose}>
      <p>
        Which static pods there are stands in <Link to="/help/how-to/static-pods">the lab file</Link>. Here are the lines for it. Once they are put
        there and saved, the pods are set up and checked, and their known state is kept. Taking the lines out takes the pods down.
      </p>
      {(labs.data?.length ?? 0) > 1 ? choice('Lab', lab, labs.data?.map((l) => l.id) ?? [], (name) => change({ lab: name, host: '', pod: '', config: '' })) : null}
      {choice('Host', host?.id, hostsHere.map((h) => h.id), (name) => change({ host: name }))}
      {choice('Pod', pod, podsHere.map((p) => p.pod.id), (name) => change({ pod: name, config: '' }))}
      {choice('Software', config, configsHere.map((c) => c.config.id), (name) => change({ config: name }))}
      <Field label="Names begin with" mistake={wrong}>
        {(ids) => <input {...ids} value={chosen.stem} onChange={(e) => change({ stem: e.target.value })} />}
      </Field>
      <Field label="How many" mistake={many}>
        {(ids) => <input {...ids} type="number" min={1} max={MOST} value={chosen.count} onChange={(e) => change({ count: Number(e.target.value) })} />}
      </Field>
      <Problem of={short} />
      {wanted && !short && vpods.data ? <Copy text={linesFor(wanted, vpods.data)} label="the lines" /> : null}
      {file.data && !file.data.changeable ? <p className="notice">{file.data.why}</p> : null}
      <Problem of={put.error} />
      <div className="buttons">
        <Button look="main" busy={put.isPending} disabled={!wanted || Boolean(short) || !vpods.data || !file.data?.changeable} onClick={() => wanted && put.mutate(wanted)}>
          Put them into the lab file
        </Button>
        <Button onClick={onClose}>Go back</Button>
      </div>
    </Dialog>
  );
}
