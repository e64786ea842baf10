import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter, Route, Routes } from 'react-router';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiProvider } from '../api/context';
import { ConfigForm } from './ConfigForm';
import { BLANK, type Form } from './model';

const host = { api: '/api/v1', home: '/', signIn: 'session' } as const;
const READ: Record<string, unknown> = {
  '/labs': [{ id: 'sim' }],
  '/images': [
    { id: 'hollow', lab: 'sim', arch: 'x86_64', os: 'debian' },
    { id: 'elsewhere', lab: 'sim', arch: 'aarch64', os: 'debian' },
  ],
  '/snapshots': [{ name: 'db', lab: 'sim', state: 'READY', images: [{ id: 'db-jump' }] }],
  '/isos': [1, 2, 3, 4, 5].map((n) => ({ id: `disc${n}`, lab: 'sim', title: '' })),
  '/installers': { installers: [{ name: 'asks', parameters: [{ name: 'a' }] }, { name: 'hello', parameters: [] }], problems: [] },
  '/pods': [],
};

let sent: { path: string; body: unknown }[];
let refusal: object | undefined;

const answered = async (input: RequestInfo | URL): Promise<Response> => {
  if (!(input instanceof Request)) return new Promise(() => undefined);
  const path = new URL(input.url).pathname.replace('/api/v1', '');
  if (input.method === 'GET') return path in READ ? Response.json(READ[path]) : new Promise(() => undefined);
  sent.push({ path, body: await input.json() });
  return refusal ? Response.json(refusal, { status: 404 }) : Response.json({ lab: 'sim', config: { id: 'mine' } });
};

beforeEach(() => {
  sent = [];
  refusal = undefined;
  vi.stubGlobal('fetch', answered);
});

afterEach(() => vi.unstubAllGlobals());

const open = (form: Partial<Form>, change = false) =>
  render(
    <ApiProvider host={host}>
      <MemoryRouter>
        <Routes>
          <Route path="/" element={<ConfigForm first={{ ...BLANK, ...form }} draft={null} lab="sim" change={change} />} />
          <Route path="/software" element={<p>all software</p>} />
        </Routes>
      </MemoryRouter>
    </ApiProvider>,
  );

test('offers images that machines can start, and installers that ask for nothing', async () => {
  open({});
  const image = await screen.findByLabelText('Image of all machines');
  expect(within(image).getAllByRole('option').map((option) => option.textContent)).toEqual(['–', 'hollow (debian)', 'db-jump']);
  const installer = screen.getByLabelText('Installs');
  expect(within(installer).getAllByRole<HTMLOptionElement>('option').map((o) => [o.value, o.disabled])).toEqual([
    ['', false],
    ['asks', true],
    ['hello', false],
  ]);
});

test('takes four ISOs in the order in which they are chosen', async () => {
  open({ name: 'mine', image: 'hollow' });
  for (const name of ['disc3', 'disc1', 'disc5', 'disc2']) await userEvent.click(await screen.findByRole('checkbox', { name: new RegExp(name) }));
  expect(screen.getByRole('checkbox', { name: /disc4/ })).toBeDisabled();
  await userEvent.click(screen.getByText('Save as software of mine'));
  await screen.findByText('all software');
  expect(sent).toEqual([
    {
      path: '/configs',
      body: { name: 'mine', lab: 'sim', description: '', image: 'hollow', images: {}, isos: ['disc3', 'disc1', 'disc5', 'disc2'], cloudInit: {} },
    },
  ]);
});

test('says a refusal of the server at the field it means, until that is changed', async () => {
  refusal = { code: 'UNKNOWN_CONFIG', message: 'Config mine wants the ISO disc1, which lab sim does not have.', details: { field: 'isos' } };
  open({ name: 'mine', image: 'hollow', isos: ['disc1'] }, true);
  await userEvent.click(await screen.findByText('Save as the next version'));
  await waitFor(() => expect(screen.getByRole('group', { name: 'Installer ISOs' })).toHaveAccessibleDescription(/which lab sim does not have/));
  expect(screen.getAllByText(/which lab sim does not have/)).toHaveLength(1);
  await userEvent.click(screen.getByRole('checkbox', { name: /disc1/ }));
  expect(screen.queryByText(/which lab sim does not have/)).toBeNull();
  expect(sent.map((s) => s.path)).toEqual(['/configs/mine/change']);
});

test('says what has left the lab, and saves nothing', async () => {
  open({ name: 'mine', image: 'gone', isos: ['lost'] });
  await userEvent.click(await screen.findByText('Save as software of mine'));
  expect(screen.getByLabelText('Image of all machines')).toHaveAccessibleDescription(/Image gone is not there any more/);
  expect(screen.getByRole('group', { name: 'Installer ISOs' })).toHaveAccessibleDescription(/The ISO lost is not there any more/);
  expect(sent).toEqual([]);
});
