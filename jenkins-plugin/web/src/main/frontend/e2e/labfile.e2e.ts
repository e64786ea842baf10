import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { accessible, api, closeAll, newPage, restartServer, shoot, signIn, testAlone, tokenFor, until } from './browser';

afterAll(closeAll);

const PAGE = '/admin/labs/sim/file';
const HOSTILE = `<img src=x onerror="alert(1)"> </script> \u202e evil`;

const file = () => api<{ text: string; version: string }>('/labs/sim/file');
const area = (page: Page) => page.getByRole('textbox', { name: /^Text of/ });
const stateOf = async (vpod: string) => (await api<{ id: string; state: string }[]>('/vpods')).find((v) => v.id === vpod)?.state;
const edit = async (page: Page, change: (text: string) => string) => area(page).fill(change(await area(page).inputValue()));

async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('button', { name: 'Save it' }).click();
  await page.getByText('Saved. It counts from now on.').waitFor();
}

test('adds a static pod wholly on the page, which is set up, and takes it down again', async () => {
  const before = (await file()).text;
  const { page, context, trouble } = await newPage();
  await signIn(page, undefined, '/admin/vpods');
  await page.getByRole('button', { name: 'Add static pods' }).click();
  await page.getByLabel('Pod', { exact: true }).selectOption('rack');
  await page.getByLabel('Names begin with').fill('shelf');
  await page.getByText('- {name: shelf1,').waitFor();
  await page.getByRole('button', { name: 'Put them into the lab file' }).click();
  await area(page).waitFor();
  expect(await area(page).inputValue()).toContain('  - {name: rack1, host: pretended, pod: rack, config: plain}\n  - {name: shelf1, host: pretended, pod: rack, config: plain}\n');
  expect((await file()).text).toBe(before);
  await page.getByRole('button', { name: 'Check' }).click();
  await page.getByText('vpods shelf1 is added: rack with plain on pretended').waitFor();
  await shoot(page, 'admin-lab-file');
  await accessible(page);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('heading', { name: /^Save lab/ }).waitFor();
  await shoot(page, 'admin-lab-file-save');
  await accessible(page);
  expect(await stateOf('shelf1')).toBeUndefined();
  await page.getByRole('button', { name: 'Save it' }).click();
  await page.getByText('Saved. It counts from now on.').waitFor();
  await page.getByRole('link', { name: 'Virtual pods' }).click();
  await page.getByRole('rowheader', { name: 'shelf1' }).waitFor();
  await until(async () => (await stateOf('shelf1')) === 'FREE');

  const taken = await api<{ id: string }>('/bookings', { pod: 'rack', vpod: 'shelf1', length: 'PT1H', purpose: 'held' });
  await page.getByRole('link', { name: 'Labs and hosts' }).click();
  await page.getByRole('link', { name: 'Edit the lab file of sim' }).click();
  await edit(page, (text) => text.replace(/^.*shelf1.*\n/m, ''));
  await page.getByRole('button', { name: 'Check' }).click();
  await page.getByText('vpods shelf1 is taken out').waitFor();
  await page.getByRole('link', { name: taken.id }).waitFor();
  await save(page);
  expect((await file()).text).toBe(before);
  await api(`/bookings/${taken.id}/release`, {});
  await until(async () => (await stateOf('shelf1')) === undefined);
  expect(trouble.said).toEqual([]);
  await context.close();
});

test('changes a policy by its form, which holds at once', async () => {
  const before = (await file()).text;
  const user = await tokenFor('paula', 'VIEW', 'BOOK');
  const book = () => api<{ id: string }>('/bookings', { pod: 'pair', start: new Date(Date.now() + 40 * 86_400_000).toISOString(), length: 'PT5H' }, user);
  const fine = await book();
  await api(`/bookings/${fine.id}/release`, {}, user);
  const { page, context, trouble } = await newPage();
  await signIn(page, undefined, '/admin');
  await page.getByRole('button', { name: 'Change the policy of sim' }).click();
  await page.getByLabel('max length', { exact: true }).fill('4h # <script>');
  await page.getByText('One word such as 7d or 2').waitFor();
  await page.getByLabel('max length', { exact: true }).fill('4h');
  await page.getByLabel('reminders').fill('2h, 1h');
  await shoot(page, 'admin-policy');
  await accessible(page);
  await page.getByRole('button', { name: 'Put it into the lab file' }).click();
  await area(page).waitFor();
  expect(await area(page).inputValue()).toBe(before.replace('max-length: 7d', 'max-length: 4h').replace(/\}\s*$/, ', reminders: [2h, 1h]}\n'));
  await save(page);
  await expect(book()).rejects.toThrow('422');
  await page.getByRole('link', { name: 'Labs and hosts' }).click();
  await page.getByText('Limits', { exact: true }).click();
  await page.getByText('2 h, 1 h').waitFor();
  await api('/labs/sim/file', { text: before, version: (await file()).version });
  expect(trouble.said).toEqual([]);
  await context.close();
});

test('says what is wrong at its line and keeps the text that was there', async () => {
  const before = await file();
  const { page, context } = await newPage();
  let alerted = false;
  page.on('dialog', (dialog) => {
    alerted = true;
    void dialog.dismiss();
  });
  await signIn(page, undefined, PAGE);
  await edit(page, (text) => `${text.replace('pod: rack,', 'pod: rcak,')}# ${HOSTILE}\nmore: '${HOSTILE.replaceAll("'", '')}'\n`);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('2 things are wrong.').waitFor();
  await page.getByText("names the pod 'rcak', which the lab does not have; did you mean 'rack'?").waitFor();
  await shoot(page, 'admin-lab-file-wrong');
  await accessible(page);
  const line = before.text.split('\n').findIndex((each) => each.includes('rack1')) + 1;
  await page.getByRole('button', { name: `Line ${line}`, exact: true }).click();
  const cursor = await area(page).evaluate((field) => (field as HTMLTextAreaElement).value.slice(0, (field as HTMLTextAreaElement).selectionStart).split('\n').length);
  expect(cursor).toBe(line);
  expect(await page.getByRole('button', { name: 'Save it' }).count()).toBe(0);
  expect(await file()).toEqual(before);
  await page.reload();
  await area(page).waitFor();
  expect(await area(page).inputValue()).toContain('rcak');
  await page.getByRole('button', { name: 'Throw them away' }).click();
  expect(await area(page).inputValue()).toBe(before.text);
  expect(alerted).toBe(false);
  await context.close();
});

test('lets two admins keep what both changed', async () => {
  const before = (await file()).text;
  const { page, context, trouble } = await newPage();
  await signIn(page, undefined, PAGE);
  await edit(page, (text) => `# first line of mine\n${text}`);
  const theirs = `${before}# last line of theirs\n`;
  await api('/labs/sim/file', { text: theirs, version: (await file()).version });
  await page.getByText('The lab file was changed since you began.').waitFor();
  expect(await area(page).inputValue()).toBe(`# first line of mine\n${before}`);
  expect(await page.getByRole('button', { name: 'Save', exact: true }).isDisabled()).toBe(true);
  await shoot(page, 'admin-lab-file-two');
  await accessible(page);
  await page.getByRole('button', { name: 'Put both together' }).click();
  await save(page);
  expect((await file()).text).toBe(`# first line of mine\n${theirs}`);

  await edit(page, (text) => text.replace('first line of mine', 'mine once more'));
  await api('/labs/sim/file', { text: `# theirs\n${before}`, version: (await file()).version });
  await page.getByText('The lab file was changed since you began.').waitFor();
  expect(await page.getByRole('button', { name: 'Put both together' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Take what is in the file' }).click();
  expect(await area(page).inputValue()).toBe(`# theirs\n${before}`);
  await api('/labs/sim/file', { text: before, version: (await file()).version });
  await until(async () => (await area(page).inputValue()) === before);
  expect(trouble.said).toEqual([]);
  await context.close();
});

test('leaves which hosts there are to those who manage everything', async () => {
  const { page, context, trouble } = await newPage();
  await signIn(page, await tokenFor('lena', 'VIEW', 'MANAGE_LABS'), PAGE);
  await edit(page, (text) => text.replace('addresses: 10.', 'agent-label: other, addresses: 10.'));
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('That needs the right MANAGE').waitFor();
  expect(await page.getByRole('button', { name: 'Save it' }).count()).toBe(0);
  expect(trouble.said).toEqual([]);
  await context.close();
  const viewer = await tokenFor('vera', 'VIEW');
  await expect(api('/labs/sim/file', undefined, viewer)).rejects.toThrow('403');
});

testAlone('keeps the text when the session ends', async () => {
  const before = (await file()).text;
  const made = await api<{ id: string; secret: string }>('/tokens', { user: 'lars', name: 'e2e', rights: ['MANAGE_LABS'] });
  const { page, context } = await newPage();
  await signIn(page, made.secret, PAGE);
  await edit(page, (text) => `${text}# typed by lars\n`);
  await api(`/tokens/${made.id}/revoke`, {});
  await page.getByRole('button', { name: 'Check' }).click();
  await page.getByRole('heading', { name: 'Sign in again' }).waitFor();
  await page.getByLabel('Token').fill(await tokenFor('linda', 'MANAGE_LABS'));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Sign in again' }).waitFor({ state: 'detached' });
  expect(await area(page).inputValue()).toBe(`${before}# typed by lars\n`);
  await save(page);
  expect((await file()).text).toBe(`${before}# typed by lars\n`);
  await api('/labs/sim/file', { text: before, version: (await file()).version });
  await context.close();
});

testAlone('keeps the text while the server is away', async () => {
  const before = (await file()).text;
  const { page, context } = await newPage();
  await signIn(page, undefined, PAGE);
  await edit(page, (text) => `${text}# typed before it went\n`);
  await restartServer(async () => {
    await page.getByRole('button', { name: 'Check' }).click();
    await page.getByText('The server does not answer.').waitFor();
  });
  expect(await area(page).inputValue()).toBe(`${before}# typed before it went\n`);
  await save(page);
  expect((await file()).text).toBe(`${before}# typed before it went\n`);
  await context.close();
});
