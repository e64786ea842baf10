import { expect, test } from 'vitest';
import { ApiProblem } from '../api/problem';
import type { Config, Image, Installer, Snapshot } from '../api/types';
import { contents } from './contents';
import { asksNothing, BLANK, bootableIn, fieldOf, formOf, mistakesOf, readAdditions, toNewConfig, type Form } from './model';

const image = (id: string, lab: string, arch = 'x86_64') => ({ id, lab, arch, os: '' }) as Image;
const saved = (name: string, lab: string, state = 'READY') => ({ name, lab, state, images: [{ id: `${name}-jump` }] }) as Snapshot;
const bootable = bootableIn(
  'here',
  [image('debian', 'here'), image('arm', 'here', 'aarch64'), image('theirs', 'there')],
  [saved('mine', 'here'), saved('making', 'here', 'MAKING'), saved('far', 'there')],
);
const form = (part: Partial<Form>): Form => ({ ...BLANK, name: 'mine', image: 'debian', ...part });

test('offers what machines of the lab can boot from, and nothing else', () => {
  expect(bootable.images.map((i) => i.id)).toEqual(['debian']);
  expect(bootable.saved).toEqual([{ id: 'mine-jump', of: 'mine' }]);
  expect(bootable.foreign).toBe(1);
});

test.each<[Partial<Form>, object]>([
  [{}, {}],
  [{ name: 'No' }, { name: expect.stringContaining('lower-case') }],
  [{ image: '' }, { image: 'Choose an image.' }],
  [{ image: 'arm' }, { image: 'Image arm is not there any more, or not shared with you.' }],
  [{ image: 'mine-jump' }, {}],
  [{ description: 'x'.repeat(201) }, { description: 'At most 200 characters, these are 201.' }],
  [{ special: [{ whose: '', image: 'debian' }] }, { images: 'Say for which role or machine each of these images is.' }],
  [{ special: [{ whose: 'a b', image: 'debian' }] }, { images: '“a b” is neither a role nor the name of a machine.' }],
  [{ special: [{ whose: 'node', image: '' }] }, { images: 'Choose an image for node.' }],
  [{ special: [{ whose: 'node', image: 'debian' }, { whose: 'node', image: 'debian' }] }, { images: 'There are two images for node.' }],
  [{ isos: ['gone'] }, { isos: 'The ISO gone is not there any more.' }],
  [{ isos: ['a', 'b', 'c', 'd', 'e'] }, { isos: 'At most 4 ISOs, these are 5.' }],
  [{ cloudInit: '- a list' }, { cloudInit: expect.stringContaining('must be keys of cloud-init') }],
  [{ cloudInit: 'a: 1\nb: [' }, { cloudInit: expect.stringMatching(/^This is no YAML, line \d/) }],
])('says of %j what is wrong', (part, mistakes) => {
  expect(mistakesOf(form(part), bootable, ['a', 'b', 'c', 'd', 'e'])).toEqual(mistakes);
});

test('gives a config back as it was read', () => {
  const config: Config['config'] = {
    id: 'mine',
    description: 'd',
    image: 'debian',
    images: { jumphost: 'mine-jump' },
    cloudInit: { packages: ['git'], write_files: [{ path: '/a', content: 'b: "c"\n', permissions: '0644' }] } as unknown as Config['config']['cloudInit'],
    installer: 'hello-world',
    isos: ['b', 'a'],
  };
  const { id, ...rest } = config;
  expect(formOf(config, 'other')).toMatchObject({ name: 'other', isos: ['b', 'a'] });
  expect(toNewConfig(formOf(config, id))).toEqual(rest);
  expect(toNewConfig(form({}))).toEqual({ description: '', image: 'debian', images: {}, isos: [], cloudInit: {} });
  expect(contents(config)).toBe('image debian · jumphost: mine-jump · installs hello-world · ISOs b, a · cloud-init: packages, write_files');
});

test('reads a text with a comment only as no additions', () => {
  expect(readAdditions('#cloud-config\n')).toEqual({});
  expect(() => readAdditions(`a: ${'x'.repeat(64_001)}`)).toThrow('At most 64000 characters');
});

test('knows the field that a refusal means', () => {
  expect(fieldOf(new ApiProblem(404, 'UNKNOWN_CONFIG', 'no', { field: 'isos' }))).toBe('isos');
  expect(fieldOf(new ApiProblem(409, 'QUOTA', 'no'))).toBeUndefined();
});

test('offers installers that ask for nothing', () => {
  const asking = (...standards: (string | undefined)[]) => ({ parameters: standards.map((standard) => ({ standard })) }) as unknown as Installer;
  expect([asking(), asking('8080'), asking('8080', undefined)].map(asksNothing)).toEqual([true, true, false]);
});
