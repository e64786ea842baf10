import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { accessible, api, closeAll, newPage, shoot, signIn, tokenFor } from './browser';

afterAll(closeAll);

const HOSTILE = '<svg onload=alert(1)> & "quotes"';

test('books step by step with networks drawn on the way, left in one browser and gone on with in another', async () => {
  const token = await tokenFor('flow', 'VIEW', 'BOOK');
  const first = await newPage();
  await signIn(first.page, token, '/book');
  await first.page.getByText('You have no draft.').waitFor();
  await shoot(first.page, 'drafts-empty');
  await first.page.getByRole('button', { name: 'Begin a booking' }).click();
  await first.page.waitForURL(/\/book\/\d+\/pod$/);
  await first.page.getByText('Choose a pod.').waitFor();
  await shoot(first.page, 'workflow-pod');
  await accessible(first.page);
  await first.page.getByRole('radio', { name: /^pair/ }).check();
  await first.page.getByRole('status').getByText('Kept on the server').waitFor();
  await first.page.getByRole('button', { name: 'Go on' }).click();
  await first.page.locator('.machine').first().waitFor();
  await shoot(first.page, 'workflow-networks');
  const address = first.page.url();
  await first.context.close();

  const { page, context, trouble } = await newPage();
  await signIn(page, token, new URL(address).pathname);
  await page.getByRole('link', { name: 'Draw other networks' }).click();
  await page.getByRole('button', { name: 'Add network' }).click();
  await page.getByText('net1: no machine is on it.').waitFor();
  await page.getByLabel('Part').selectOption('machine:node');
  await page.getByRole('button', { name: 'Add a card' }).click();
  await shoot(page, 'editor');
  await accessible(page);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('net1: no machine is on it.').waitFor();
  await page.getByRole('button', { name: 'Redo' }).click();
  await page.getByText('Nothing is wrong with this pod.').waitFor();
  await page.getByLabel('Name of the pod').fill('my-triple');
  await page.getByRole('button', { name: 'Save as a pod of mine' }).click();
  await page.waitForURL(/\/book\/\d+\/networks$/);
  await page.getByText('machines and networks of my-triple').waitFor();

  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('radio', { name: /plain/ }).check();
  await shoot(page, 'workflow-software');
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByLabel('With whom').fill('bob, not a name!');
  await page.getByText('“name!” is no account name').waitFor();
  await page.getByLabel('What for').fill(HOSTILE);
  await shoot(page, 'workflow-who');
  await accessible(page);
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('link', { name: 'Put it right' }).click();
  await page.getByLabel('With whom').fill('');
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByLabel('Number of the ticket').fill('seven');
  await page.getByText('It must match').waitFor();
  await shoot(page, 'workflow-questions');
  await accessible(page);
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByText('Number of the ticket: It must match').waitFor();
  await page.getByRole('link', { name: 'Put it right' }).click();
  await page.getByLabel('Number of the ticket').fill('NFV-7');
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByText('NFV-7').waitFor();
  await page.getByText('It is free.').waitFor();
  await shoot(page, 'workflow-check');
  await page.getByRole('button', { name: 'Book', exact: true }).click();
  await page.waitForURL(/\/bookings\/b-\d+$/);
  await page.getByText(HOSTILE).first().waitFor();
  expect(await api<unknown[]>('/drafts', undefined, token)).toEqual([]);
  expect(trouble.said).toEqual([]);
  const id = page.url().split('/').at(-1);
  expect(JSON.stringify(await api<unknown>(`/bookings/${id}/answers`))).toContain('NFV-7');
  await context.close();
  await api(`/bookings/${id}/release`, {});
});

test('of two windows with one draft, the later change waits for a decision', async () => {
  const token = await tokenFor('both', 'VIEW', 'BOOK');
  const draft = await api<{ id: number; revision: number }>('/drafts', { title: 't', content: { lab: 'sim', pod: 'pair' } }, token);
  const { page, context } = await newPage();
  await signIn(page, token, `/book/${draft.id}/who`);
  await page.getByLabel('What for').waitFor();
  await api(`/drafts/${draft.id}/change`, { title: 't', content: { lab: 'sim', pod: 'pair', purpose: 'theirs' }, revision: draft.revision }, token);
  await page.getByLabel('What for').fill('mine');
  await page.getByText('changed in another window').waitFor();
  await shoot(page, 'workflow-elsewhere');
  expect((await api<{ content: { purpose: string } }>(`/drafts/${draft.id}`, undefined, token)).content.purpose).toBe('theirs');
  await page.getByRole('button', { name: 'Go on with what is here' }).click();
  await page.getByRole('status').getByText('Kept on the server').waitFor();
  expect((await api<{ content: { purpose: string } }>(`/drafts/${draft.id}`, undefined, token)).content.purpose).toBe('mine');
  await context.close();
});

/** What the browser saves after the button was pressed. */
async function saved(page: Page, button: string): Promise<string> {
  const given = page.waitForEvent('download');
  await page.getByRole('button', { name: button }).click();
  const parts: Buffer[] = [];
  for await (const part of await (await given).createReadStream()) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

test('draws from a file and gives one, connects by dragging, and takes away by the keyboard', async () => {
  const { page, context, trouble } = await newPage();
  await signIn(page, await tokenFor('drawer', 'VIEW', 'BOOK'), '/pods/draw');
  await page.getByLabel('Pod file').setInputFiles({
    name: 'pod.yaml',
    mimeType: 'application/yaml',
    buffer: Buffer.from('name: drawn\nnetworks: [{name: admin, addressing: dhcp}, {name: lan, kind: ovs, vlan: 9}]\nmachines: [{name: jump, role: jumphost, cores: 1, memory: 128M, disk: 1G, networks: [admin]}]\n'),
  });
  await page.getByText('lan: no machine is on it.').waitFor();
  const card = (await page.locator('.react-flow__handle.new-card').boundingBox())!;
  const bar = (await page.locator('.network', { hasText: 'lan' }).boundingBox())!;
  await page.mouse.move(card.x + card.width / 2, card.y + card.height / 2);
  await page.mouse.down();
  await page.mouse.move(bar.x + bar.width / 2, bar.y, { steps: 10 });
  await page.mouse.move(bar.x + bar.width / 2, bar.y + 2, { steps: 3 });
  await page.mouse.up();
  await page.getByText('Nothing is wrong with this pod.').waitFor();
  const text = await saved(page, 'Export YAML');
  expect(text).toContain('- admin\n      - lan');
  await page.getByRole('button', { name: 'Export PDF and IDF' }).click();
  const pdf = await saved(page, 'Save the PDF');
  expect(pdf).toContain('# A plan: this pod is not booked.');
  expect(pdf).toContain('vlan: 9');
  const idf = await saved(page, 'Save the IDF');
  expect(idf).toContain('net_config');
  await shoot(page, 'editor-export');
  await accessible(page);
  await page.getByRole('button', { name: 'Go back' }).click();
  await page.locator('.network', { hasText: 'lan' }).click();
  await page.keyboard.press('Delete');
  await page.locator('.network', { hasText: 'lan' }).waitFor({ state: 'detached' });
  await page.keyboard.press('Control+z');
  await page.locator('.network', { hasText: 'lan' }).waitFor();
  await page.getByLabel('Pod file').setInputFiles({ name: 'bad.yaml', mimeType: 'application/yaml', buffer: Buffer.from('a: [') });
  await page.getByText('bad.yaml: This is no YAML').waitFor();
  expect(trouble.said).toEqual([]);
  await context.close();

});
