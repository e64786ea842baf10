import { useState } from 'react';
import { useNavigate } from 'react-router';
import { answer } from '../api/client';
import { useApi } from '../api/context';
import { ApiProblem } from '../api/problem';
import { useChange, useInstallers, useLabs, useSnapshots } from '../api/queries';
import type { Config, NewConfig } from '../api/types';
import { Button, Field, Loaded, Panel, Problem } from '../ui/basics';
import { takeIntoDraft } from '../workflow/takeIntoDraft';
import { ImageChoice } from './ImageChoice';
import { IsoChoice } from './IsoChoice';
import { asksNothing, bootableIn, fieldOf, mistakesOf, toNewConfig, type FieldName, type Form, type Mistakes } from './model';
import { useImages, useIsos } from './queries';
import { SpecialImages } from './SpecialImages';
import './software.css';

interface ConfigFormProps {
  first: Form;
  /** A booking being put together that the config is written for. */
  draft: string | null;
  lab: string | undefined;
  /** Whether the next version of a config is written, and not a new one. */
  change: boolean;
}

/** Writes a config, checks while it is written, and saves. */
export function ConfigForm({ first, draft, change, ...start }: ConfigFormProps) {
  const [form, setForm] = useState(first);
  const [lab, setLab] = useState(start.lab);
  const [touched, setTouched] = useState<ReadonlySet<FieldName>>(new Set());
  const [refused, setRefused] = useState<Mistakes>({});
  const labs = useLabs();
  const images = useImages();
  const snapshots = useSnapshots();
  const isos = useIsos();
  const installers = useInstallers();
  const navigate = useNavigate();
  const api = useApi();
  const inLab = lab ?? labs.data?.[0]?.id;
  const bootable = bootableIn(inLab, images.data ?? [], snapshots.data ?? []);
  const isosHere = isos.data?.filter((iso) => iso.lab === inLab) ?? [];
  const mistakes = mistakesOf(form, bootable, isosHere.map((iso) => iso.id));
  const wrong = Object.keys(mistakes).length > 0;
  /** What is wrong in a field that nobody has been in yet is not said before saving. */
  const said = (field: FieldName): string | undefined => refused[field] ?? (touched.has(field) ? mistakes[field] : undefined);

  const put = (field: FieldName, part: Partial<Form>) => {
    setTouched((before) => new Set(before).add(field));
    setRefused(({ [field]: _, ...others }) => others);
    setForm((before) => ({ ...before, ...part }));
  };
  const save = useChange((_, input: { name: string; lab: string; config: NewConfig }, header) =>
    answer<Config>(
      change
        ? api.POST('/configs/{config}/change', { params: { path: { config: input.name }, query: { lab: input.lab }, header }, body: input.config })
        : api.POST('/configs', { params: { header }, body: { ...input.config, name: input.name, lab: input.lab } }),
    ),
  );
  const submit = () => {
    setTouched(new Set(Object.keys(mistakes) as FieldName[]));
    if (wrong || !inLab) return;
    save.mutate(
      { name: form.name, lab: inLab, config: toNewConfig(form) },
      {
        onSuccess: async (config) => {
          if (draft) await takeIntoDraft(api, draft, { config: config.config.id });
          void navigate(draft ? `/book/${draft}/software` : '/software');
        },
        onError: (problem) => {
          const field = problem instanceof ApiProblem ? fieldOf(problem) : undefined;
          setRefused(field ? { [field]: problem.message } : {});
        },
      },
    );
  };
  const elsewhere = save.error instanceof ApiProblem && fieldOf(save.error) ? undefined : save.error;
  return (
    <>
      <h1>{change ? `Change ${form.name}` : 'Write software'}</h1>
      <Panel title={change ? 'The next version' : 'Software of your own'}>
        <Loaded query={{ ...images, isPending: [images, snapshots, isos, installers].some((each) => each.isPending) }} what="what the lab has">
          <form
            className="config-form"
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              submit();
            }}
          >
            {change ? null : (
              <Field label="Name" hint="Lower-case letters, digits and hyphens." mistake={said('name')}>
                {(ids) => <input {...ids} value={form.name} autoComplete="off" onChange={(e) => put('name', { name: e.target.value })} />}
              </Field>
            )}
            {change || (labs.data?.length ?? 0) < 2 ? null : (
              <Field label="Lab">
                {(ids) => (
                  <select {...ids} value={inLab} onChange={(e) => setLab(e.target.value)}>
                    {labs.data?.map(({ id }) => (
                      <option key={id}>{id}</option>
                    ))}
                  </select>
                )}
              </Field>
            )}
            <Field label="Description" hint="One line for people." mistake={said('description')}>
              {(ids) => <input {...ids} value={form.description} onChange={(e) => put('description', { description: e.target.value })} />}
            </Field>
            <Field
              label="Image of all machines"
              hint={bootable.foreign > 0 ? `${bootable.foreign} more of the lab ${bootable.foreign === 1 ? 'is' : 'are'} for other processors than the machines have.` : undefined}
              mistake={said('image')}
            >
              {(ids) => <ImageChoice ids={ids} value={form.image} bootable={bootable} onChange={(image) => put('image', { image })} />}
            </Field>
            <SpecialImages
              lab={inLab}
              special={form.special}
              bootable={bootable}
              mistake={said('images')}
              onChange={(special) => put('images', { special })}
            />
            <IsoChoice isos={isosHere} chosen={form.isos} mistake={said('isos')} onChange={(chosen) => put('isos', { isos: chosen })} />
            <Field label="Installs" hint="Put on when the machines are built, before the known state is saved." mistake={said('installer')}>
              {(ids) => (
                <select {...ids} value={form.installer} onChange={(e) => put('installer', { installer: e.target.value })}>
                  <option value="">nothing</option>
                  {installers.data?.installers.map((installer) => (
                    <option key={installer.name} value={installer.name} disabled={!asksNothing(installer)}>
                      {installer.name}
                      {asksNothing(installer) ? '' : ' (asks for values; install it in the booking)'}
                    </option>
                  ))}
                  {form.installer && !installers.data?.installers.some((i) => i.name === form.installer) ? <option>{form.installer}</option> : null}
                </select>
              )}
            </Field>
            <Field
              label="Additions to cloud-init"
              hint="YAML with keys of cloud-init, such as packages: [git] or runcmd: [[touch, /etc/mine]]. Run as root on every machine; no passwords, everybody it is shared with reads them."
              mistake={said('cloudInit')}
            >
              {(ids) => (
                <textarea
                  {...ids}
                  rows={Math.min(20, Math.max(4, form.cloudInit.split('\n').length))}
                  spellCheck={false}
                  autoCapitalize="off"
                  autoComplete="off"
                  value={form.cloudInit}
                  onChange={(e) => put('cloudInit', { cloudInit: e.target.value })}
                />
              )}
            </Field>
            <Problem of={elsewhere} />
            <div className="buttons">
              <Button type="submit" look="main" busy={save.isPending}>
                {change ? 'Save as the next version' : 'Save as software of mine'}
              </Button>
              <Button onClick={() => void navigate(draft ? `/book/${draft}/software` : '/software')}>Go back</Button>
            </div>
          </form>
        </Loaded>
      </Panel>
    </>
  );
}
