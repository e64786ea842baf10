import { parse, stringify, YAMLParseError } from 'yaml';
import { nameMistake } from '../editor/mistakes';
import type { ApiProblem } from '../api/problem';
import type { Config, Image, Installer, NewConfig, Snapshot } from '../api/types';

/** Another image for the machines of a role, or for the machine of a name. */
export interface Special {
  whose: string;
  image: string;
}

/** A config as it is written in the form; what is added to cloud-init is its text. */
export interface Form {
  name: string;
  description: string;
  image: string;
  special: Special[];
  isos: string[];
  installer: string;
  cloudInit: string;
}

export type FieldName = 'name' | 'description' | 'image' | 'images' | 'isos' | 'installer' | 'cloudInit';
export type Mistakes = Partial<Record<FieldName, string>>;

/** What machines can boot from in a lab. */
export interface Bootable {
  images: Image[];
  /** Images of snapshots that the reader may use, each with the name of its snapshot. */
  saved: { id: string; of: string }[];
  /** How many images of the lab are for processors that no machine has. */
  foreign: number;
}

export const ROLES = ['jumphost', 'controller', 'compute', 'storage', 'node'];
export const MAX_ISOS = 4;
const MAX_DESCRIPTION = 200;
const MAX_SPECIAL = 64;
const MAX_TEXT = 64_000;
/** Processor of all machines; the API refuses images for others. */
const MACHINES = 'x86_64';

export const BLANK: Form = { name: '', description: '', image: '', special: [], isos: [], installer: '', cloudInit: '' };

export const formOf = (config: Config['config'], name: string): Form => ({
  name,
  description: config.description,
  image: config.image,
  special: Object.entries(config.images).map(([whose, image]) => ({ whose, image })),
  isos: config.isos,
  installer: config.installer ?? '',
  cloudInit: additionsOf(config),
});

/** What a config adds to cloud-init, as text; empty if nothing. */
export const additionsOf = ({ cloudInit }: Config['config']): string =>
  Object.keys(cloudInit).length > 0 ? stringify(cloudInit) : '';

export function bootableIn(lab: string | undefined, images: Image[], snapshots: Snapshot[]): Bootable {
  const here = images.filter((image) => image.lab === lab);
  const fitting = here.filter((image) => image.arch === MACHINES);
  return {
    images: fitting,
    saved: snapshots
      .filter((snapshot) => snapshot.lab === lab && snapshot.state === 'READY')
      .flatMap((snapshot) => snapshot.images.map(({ id }) => ({ id, of: snapshot.name }))),
    foreign: here.length - fitting.length,
  };
}

export const isBootable = (id: string, { images, saved }: Bootable): boolean =>
  images.some((image) => image.id === id) || saved.some((image) => image.id === id);

/** Whether it can be put on without anybody being asked, as a config does it. */
export const asksNothing = (installer: Installer): boolean => installer.parameters.every((p) => p.standard !== undefined);

/**
 * Reads what is added to cloud-init.
 *
 * @throws Error with a sentence for people, with the line where the text is no YAML
 */
export function readAdditions(text: string): Record<string, unknown> {
  if (text.length > MAX_TEXT) throw new Error(`At most ${MAX_TEXT} characters, these are ${text.length}.`);
  let value: unknown;
  try {
    value = parse(text, { maxAliasCount: 20 });
  } catch (problem) {
    const line = problem instanceof YAMLParseError ? problem.linePos?.[0].line : undefined;
    throw new Error(`This is no YAML${line ? `, line ${line}` : ''}: ${problem instanceof Error ? problem.message.split('\n')[0] : ''}`);
  }
  if (value === null || value === undefined) return {};
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw new Error('This must be keys of cloud-init with their values, such as packages: [git].');
  }
  return value as Record<string, unknown>;
}

function specialMistake(special: Special[], bootable: Bootable): string | undefined {
  const owners = special.map((row) => row.whose);
  const bad = owners.find((whose) => nameMistake(whose));
  if (bad !== undefined) return bad ? `“${bad}” is neither a role nor the name of a machine.` : 'Say for which role or machine each of these images is.';
  const twice = owners.find((whose, index) => owners.indexOf(whose) !== index);
  if (twice) return `There are two images for ${twice}.`;
  if (special.length > MAX_SPECIAL) return `At most ${MAX_SPECIAL} images, these are ${special.length}.`;
  const row = special.find(({ image }) => !isBootable(image, bootable));
  if (!row) return undefined;
  return row.image ? `Image ${row.image} is not there any more, or not shared with you.` : `Choose an image for ${row.whose}.`;
}

/** Everything that is wrong, by field. The API has the last word. */
export function mistakesOf(form: Form, bootable: Bootable, isos: readonly string[]): Mistakes {
  const mistakes: Mistakes = {};
  const say = (field: FieldName, mistake: string | false | undefined) => {
    if (mistake) mistakes[field] = mistake;
  };
  say('name', nameMistake(form.name));
  say('description', form.description.length > MAX_DESCRIPTION && `At most ${MAX_DESCRIPTION} characters, these are ${form.description.length}.`);
  say('image', !isBootable(form.image, bootable) && (form.image ? `Image ${form.image} is not there any more, or not shared with you.` : 'Choose an image.'));
  say('images', specialMistake(form.special, bootable));
  const gone = form.isos.find((iso) => !isos.includes(iso));
  say('isos', gone && `The ISO ${gone} is not there any more.`);
  say('isos', form.isos.length > MAX_ISOS && `At most ${MAX_ISOS} ISOs, these are ${form.isos.length}.`);
  try {
    readAdditions(form.cloudInit);
  } catch (problem) {
    say('cloudInit', problem instanceof Error ? problem.message : String(problem));
  }
  return mistakes;
}

/** What the API takes; only of a form in which nothing is wrong. */
export const toNewConfig = (form: Form): NewConfig => ({
  description: form.description.trim(),
  image: form.image,
  images: Object.fromEntries(form.special.map(({ whose, image }) => [whose, image])),
  isos: form.isos,
  cloudInit: readAdditions(form.cloudInit) as NewConfig['cloudInit'],
  ...(form.installer ? { installer: form.installer } : {}),
});

const FIELDS: readonly FieldName[] = ['name', 'description', 'image', 'images', 'isos', 'installer', 'cloudInit'];

/** At which field a refusal of the API belongs; undefined if at none. */
export const fieldOf = ({ details }: ApiProblem): FieldName | undefined => FIELDS.find((field) => field === details.field);
