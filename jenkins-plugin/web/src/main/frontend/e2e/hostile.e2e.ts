import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { adminToken, api, closeAll, newPage, signIn, until, url, work } from './browser';

afterAll(closeAll);

/** Would leave a mark on the page wherever it is taken for more than text. */
const HOSTILE = `<img src=x onerror="evil=1"><svg onload="evil=1"> "'\` onfocus="evil=1" autofocus {{7*7}}</script><script>evil=1</script>`;
const SHOWN = '<img src=x onerror';
const hours = (count: number) => new Date(Date.now() + count * 3_600_000).toISOString();

/** Fails if anything of the hostile text became more than text. */
async function harmless(page: Page, dialogs: string[]): Promise<void> {
  const marks = await page.evaluate(() => ({
    ran: 'evil' in globalThis,
    // what Jenkins itself has around the pages is not looked at
    elements: document.querySelectorAll('#laas :is(img[src="x"], svg[onload], [onerror], [onfocus], script)').length,
  }));
  expect({ ...marks, dialogs }, page.url()).toEqual({ ran: false, elements: 0, dialogs: [] });
}

/** Waits until the page says something, and no more that it is loading. */
async function settled(page: Page): Promise<void> {
  await expect.poll(() => page.locator('#page').innerText(), { timeout: 20_000, message: page.url() }).not.toMatch(/^\s*(Loading.*)?$/);
}

/** Puts the text wherever people, admins, files of the lab and programs may put text. */
async function plant(): Promise<{ booking: string; draft: number }> {
  const file = await api<{ text: string; version: string }>('/labs/sim/file');
  const quoted = JSON.stringify(HOSTILE);
  const text = file.text
    .replace('title: Simulated lab', `title: ${quoted}`)
    .replace('description: A jump host and one node', `description: ${quoted}`)
    .replace('description: The image as it is', `description: ${quoted}`);
  expect(text.split(quoted).length, 'the lab file has the three places').toBe(4);
  await api('/labs/sim/file', { text, version: file.version });
  await until(async () => (await api<{ id: string; title: string }[]>('/labs')).some((lab) => lab.title === HOSTILE));
  writeFileSync(
    join(work, 'installers', 'evil.yaml'),
    `installer: evil\ntitle: ${quoted}\ndescription: ${quoted}\nparameters:\n  - {name: word, title: ${quoted}, default: ${quoted}}\nsteps:\n  - {name: one, title: ${quoted}, on: jump-host, script: 'true'}\n`,
  );
  writeFileSync(join(work, 'installers', 'worse.yaml'), `installer: ${quoted}\n`);
  writeFileSync(join(work, 'workflow', 'evil.yaml'), `workflow: evil\nquestions:\n  - {name: word, title: ${quoted}, default: ${quoted}}\n`);
  await until(async () => (await api<{ installers: { name: string }[] }>('/installers')).installers.some((i) => i.name === 'evil'));
  await until(async () => JSON.stringify(await api<unknown>('/labs/sim/questions')).includes(SHOWN));
  await api('/pods', {
    lab: 'sim',
    name: 'evil',
    description: HOSTILE,
    networks: [{ name: 'admin', addressing: 'DHCP' }],
    nodes: [{ name: 'jump', role: 'JUMPHOST', cores: 1, memoryMiB: 128, diskGiB: 10, nics: [{ network: 'admin' }] }],
  });
  await api('/configs', { lab: 'sim', name: 'evil', description: HOSTILE, image: 'hollow', cloudInit: { write_files: [{ content: HOSTILE }] } });
  await api('/me/keys', { key: `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGVHqHJ0vJ0r0m1k3v5n5qvJ8wqjz0nH0m1k3v5n5qvJ ${HOSTILE}` }).catch((e: unknown) => {
    expect(String(e), 'a key with such a comment is taken or refused').toMatch(/ 400 /);
  });
  const { id: booking } = await api<{ id: string }>('/bookings', { pod: 'pair', length: 'PT5H', purpose: HOSTILE, project: HOSTILE.slice(0, 90), answers: { word: HOSTILE } });
  await until(async () => (await api<{ state: string }>(`/bookings/${booking}`)).state === 'ACTIVE');
  await api('/bookings', { pod: 'pair', start: hours(72), length: 'P4D', purpose: HOSTILE });
  await api('/outages', { lab: 'sim', host: 'pretended', start: hours(400), end: hours(406), reason: HOSTILE });
  const { id: draft } = await api<{ id: number }>('/drafts', {
    title: HOSTILE.slice(0, 100),
    content: { lab: 'sim', pod: 'pair', config: 'plain', purpose: HOSTILE, project: HOSTILE, collaborators: [HOSTILE], owner: HOSTILE, answers: { word: HOSTILE, ticket: HOSTILE } },
  });
  await until(async () => (await api<{ state: string }>('/vpods/rack1')).state === 'FREE');
  await api('/vpods/rack1/quarantine', { reason: HOSTILE });
  return { booking, draft };
}

test('shows hostile texts as texts on every page', async () => {
  const { booking, draft } = await plant();
  const { page, context, trouble } = await newPage();
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await signIn(page);
  /** Pages that show some of it: as text, or as the value of a field. */
  const showing = [
    '/',
    '/book',
    `/book/${draft}/pod`,
    `/book/${draft}/software`,
    `/book/${draft}/who`,
    `/book/${draft}/questions`,
    `/book/${draft}/check`,
    '/pods',
    '/pods/draw?from=evil&lab=sim',
    '/software',
    '/software/write?from=evil&lab=sim',
    '/bookings',
    `/bookings/${booking}`,
    '/statistics',
    '/admin',
    '/admin/vpods',
    '/admin/outages',
    '/admin/installers',
    '/admin/audit',
    '/admin/labs/sim/file',
  ];
  for (const path of showing) {
    await page.goto(url + path);
    await expect
      .poll(
        () =>
          page.evaluate((text) => {
            const fields = [...document.querySelectorAll<HTMLInputElement>('input, textarea')].map((field) => field.value);
            return [document.body.textContent, ...fields].some((t) => t.includes(text));
          }, SHOWN),
        { timeout: 20_000, message: `${path} does not show the text` },
      )
      .toBe(true);
    await harmless(page, dialogs);
  }
  for (const path of ['/calendar', `/book/${draft}/networks`, '/snapshots', '/admin/bookings', '/admin/images', '/admin/access', `/bookings/${booking}/console/jump`]) {
    await page.goto(url + path);
    await settled(page);
    await harmless(page, dialogs);
  }
  // so many pages in a row are more than the API allows one person; pages ask again then
  expect(trouble.said.filter((said) => !said.includes('429'))).toEqual([]);
  await context.close();
});

test('takes hostile addresses for names that are not there', async () => {
  const { page, context, trouble } = await newPage();
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await signIn(page, adminToken, `/help?q=${encodeURIComponent(HOSTILE)}`);
  await settled(page);
  await harmless(page, dialogs);
  const name = encodeURIComponent(HOSTILE.replaceAll('/', ''));
  for (const path of [`/${name}`, `/bookings/${name}`, `/bookings/b-1/console/${name}`, `/book/${name}`, `/book/1/${name}`, `/pods/draw?from=${name}&lab=${name}`, `/software/write?from=${name}&lab=${name}&version=${name}`, `/help/${name}`, `/admin/${name}`, `/calendar?zoom=${name}`, `/statistics?from=${name}&to=${name}`]) {
    await page.goto(url + path);
    await settled(page);
    await harmless(page, dialogs);
  }
  expect(trouble.said.filter((said) => !/^(Failed to load resource|The specified value)/.test(said))).toEqual([]);
  await context.close();
});
