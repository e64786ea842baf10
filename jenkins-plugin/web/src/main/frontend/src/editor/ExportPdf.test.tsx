import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { ApiProvider } from '../api/context';
import { ExportPdf } from './ExportPdf';
import { blank, toNewPod } from './model';

const host = { api: '/api/v1', home: '/', signIn: 'session' } as const;
const given = vi.hoisted(() => vi.fn());
vi.mock('../ui/download', () => ({ download: given }));

let asked: { query: string; body: unknown }[];
let refusal: string | undefined;

const answered = async (input: RequestInfo | URL): Promise<Response> => {
  if (!(input instanceof Request) || !input.url.includes('/pods/describe')) return new Promise(() => undefined);
  asked.push({ query: new URL(input.url).search, body: await input.json() });
  return refusal ? Response.json({ code: 'TOO_LARGE', message: refusal }, { status: 422 }) : Response.json({ pdf: 'the pdf', idf: 'the idf' });
};

// jsdom draws no modal dialogs
beforeAll(() => {
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function () {
    this.open = false;
  };
});

beforeEach(() => {
  asked = [];
  refusal = undefined;
  given.mockClear();
  vi.stubGlobal('fetch', answered);
});

afterEach(() => vi.unstubAllGlobals());

const open = () =>
  render(
    <ApiProvider host={host}>
      <MemoryRouter>
        <ExportPdf name="mine" lab="sim" pod={toNewPod(blank(), 'd')} onClose={() => undefined} />
      </MemoryRouter>
    </ApiProvider>,
  );

test('saves each file under the name that installers look for, in the dialect chosen', async () => {
  open();
  fireEvent.click(screen.getByText('Save the PDF'));
  await waitFor(() => expect(given).toHaveBeenLastCalledWith('mine.yaml', 'the pdf', 'application/yaml'));
  fireEvent.change(screen.getByLabelText('Dialect'), { target: { value: 'kuberef' } });
  fireEvent.click(screen.getByText('Save the IDF'));
  await waitFor(() => expect(given).toHaveBeenLastCalledWith('idf-mine.yaml', 'the idf', 'application/yaml'));
  expect(asked.map((a) => a.query)).toEqual(['?profile=pharos-strict', '?profile=kuberef']);
  expect(asked[0]?.body).toMatchObject({ name: 'mine', lab: 'sim', nodes: [{ name: 'jump' }], networks: [{ name: 'admin' }] });
});

test('says in the words of the server why there is no file', async () => {
  refusal = 'Pod mine needs 99 cores.';
  open();
  fireEvent.click(screen.getByText('Save the PDF'));
  await screen.findByText(/needs 99 cores/);
  expect(given).not.toHaveBeenCalled();
});
