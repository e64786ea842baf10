import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { accessible, adminToken, api, closeAll, newPage, shoot, signIn, testAlone, tokenFor, until, url, work } from './browser';

afterAll(closeAll);

const HOSTILE = `<img src=x onerror="alert(1)"> "'\`</script> \u202e evil`;
const DAY = 86_400_000;
const stateOf = async (id: string) => (await api<{ state: string }>(`/bookings/${id}`)).state;
const inDays = (days: number) => new Date(Math.ceil((Date.now() + days * DAY) / 3_600_000) * 3_600_000);
/** What goes into an input of type datetime-local, in the zone of the tests. */
const local = (at: Date) => at.toLocaleString('sv-SE', { timeZone: 'Europe/Paris' }).slice(0, 16).replace(' ', 'T');

test('shows labs, hosts and images, and nothing of it to those who manage nothing', async () => {
  const { page, context, trouble } = await newPage();
  await signIn(page);
  await page.getByRole('link', { name: 'Admin' }).click();
  await page.getByRole('rowheader', { name: 'pretended' }).waitFor();
  await page.getByText('Limits', { exact: true }).click();
  await shoot(page, 'admin-labs');
  await accessible(page);
  await page.getByRole('link', { name: 'Images' }).click();
  await page.getByRole('rowheader', { name: 'hollow' }).waitFor();
  await page.getByRole('row', { name: 'netinst sim Installer over the network a file of the lab' }).waitFor();
  await shoot(page, 'admin-images');
  await accessible(page);
  expect(trouble.said).toEqual([]);
  await context.close();

  const viewer = await tokenFor('viewer', 'VIEW');
  const other = await newPage();
  await signIn(other.page, viewer, '/admin/vpods');
  await other.page.getByText('Ask an admin of the lab for the right MANAGE_LABS').waitFor();
  expect(await other.page.getByRole('link', { name: 'Admin', exact: true }).count()).toBe(0);
  await expect(api('/vpods/none/drain', { reason: 'x' }, viewer)).rejects.toThrow('403');
  await expect(api('/leaks', undefined, viewer)).rejects.toThrow('403');
  await other.context.close();
});

test('puts a virtual pod out of service with a reason and back, and asks hosts for leaks', async () => {
  const rack = async () => await api<{ state: string; reason?: string }>('/vpods/rack1');
  await until(async () => (await rack()).state === 'FREE');
  const { page, context, trouble } = await newPage();
  let alerted = false;
  page.on('dialog', (dialog) => {
    alerted = true;
    void dialog.dismiss();
  });
  await signIn(page, undefined, '/admin/vpods');
  await page.getByRole('button', { name: 'Quarantine rack1' }).click();
  await page.getByRole('button', { name: 'Quarantine it' }).click();
  await page.getByText('Say why; those concerned want to know.').waitFor();
  await page.getByLabel('Reason').fill(HOSTILE);
  await shoot(page, 'admin-quarantine');
  await accessible(page);
  await page.getByRole('button', { name: 'Quarantine it' }).click();
  await page.getByRole('cell', { name: '<img src=x' }).waitFor();
  expect(await rack()).toMatchObject({ state: 'QUARANTINED', reason: expect.stringContaining('<img src=x') as string });
  await page.getByRole('button', { name: 'Add static pods' }).click();
  await page.getByLabel('Pod', { exact: true }).selectOption('rack');
  await page.getByLabel('Names begin with').fill('rack');
  await page.getByLabel('How many').fill('2');
  await page.getByText('- {name: rack3, host: pretended, pod: rack, config: plain}').waitFor();
  expect(await page.getByText('name: rack1,').count()).toBe(0);
  await shoot(page, 'admin-add-pods');
  await accessible(page);
  await page.getByLabel('How many').fill('32');
  await page.getByText('Static pods on pretended would take').waitFor();
  await page.getByRole('button', { name: 'Go back' }).click();
  await page.getByRole('button', { name: 'Ask all hosts now' }).click();
  await page.getByText('Hosts and store agree').waitFor();
  await shoot(page, 'admin-vpods');
  await accessible(page);
  await page.getByRole('button', { name: 'Clean and return rack1' }).click();
  await page.getByRole('button', { name: 'Clean and return it' }).click();
  await until(async () => (await rack()).state === 'FREE');
  for (const deed of ['Re-initialise', 'Set up anew']) {
    await page.getByRole('button', { name: `${deed} rack1` }).click();
    await page.getByRole('button', { name: deed === 'Set up anew' ? 'Set it up anew' : 'Re-initialise it' }).click();
    await until(async () => (await rack()).state !== 'FREE');
    await until(async () => (await rack()).state === 'FREE');
  }
  await page.getByRole('button', { name: 'Drain rack1' }).click();
  await page.getByLabel('Reason').fill('new disks');
  await page.getByRole('button', { name: 'Drain it' }).click();
  await until(async () => (await rack()).state === 'DRAINED');
  await page.getByRole('button', { name: 'Clean and return rack1' }).click();
  await page.getByRole('button', { name: 'Clean and return it' }).click();
  await until(async () => (await rack()).state === 'FREE');
  expect(alerted).toBe(false);
  expect(trouble.said).toEqual([]);
  await context.close();
});

test('gives a booking back for its owner, who reads why', async () => {
  const booking = await api<{ id: string }>('/bookings', { pod: 'pair', length: 'PT1H', purpose: HOSTILE }, await tokenFor('erin', 'VIEW', 'BOOK'));
  const { page, context, trouble } = await newPage();
  await signIn(page, undefined, '/admin/bookings');
  await page.getByRole('button', { name: `End it: ${booking.id}` }).click();
  await page.getByLabel('Reason').fill('the host is needed');
  await page.getByRole('button', { name: 'End it now' }).click();
  await until(async () => ['DONE', 'CLEANING', 'FAILED', 'CANCELLED'].includes(await stateOf(booking.id)));
  expect((await api<{ reason: string }>(`/bookings/${booking.id}`)).reason).toContain('the host is needed');
  expect(trouble.said).toEqual([]);
  await context.close();
});

test('shows what an outage hits before it is set, and ends it', async () => {
  const start = inDays(2);
  const booking = await api<{ id: string }>('/bookings', { pod: 'pair', start: start.toISOString(), length: 'PT2H', purpose: 'hit' });
  const { page, context, trouble } = await newPage();
  await signIn(page, undefined, '/admin/outages');
  await page.getByRole('button', { name: 'See what it hits' }).click();
  await page.getByText('Say until when').waitFor();
  await page.getByLabel(/^From/).fill(local(start));
  await page.getByLabel(/^Until/).fill(local(new Date(start.getTime() + 3_600_000)));
  await page.getByLabel('Reason').fill(HOSTILE);
  await page.getByRole('button', { name: 'See what it hits' }).click();
  await page.getByText('It hits 1 granted booking').waitFor();
  await page.getByRole('link', { name: booking.id }).waitFor();
  expect(await api<unknown[]>('/outages')).toEqual([]);
  await shoot(page, 'admin-outage');
  await accessible(page);

  await page.getByLabel('Reason').fill('a new switch');
  expect(await page.getByRole('button', { name: 'Set it all the same' }).count()).toBe(0);
  await page.getByRole('button', { name: 'See what it hits' }).click();
  await page.getByRole('button', { name: 'Set it all the same' }).click();
  await page.getByRole('cell', { name: 'a new switch' }).waitFor();
  expect((await api<unknown[]>('/outages')).length).toBe(1);
  await page.getByRole('button', { name: /^End it: outage/ }).click();
  await page.getByRole('button', { name: 'End it now' }).click();
  await page.getByText('Nothing is or will be out of service').waitFor();
  expect(await api<unknown[]>('/outages')).toEqual([]);
  expect(trouble.said).toEqual([]);
  await context.close();
});

test('asks holders to end earlier: one agrees on the page, another refuses and keeps the time', async () => {
  interface Held {
    id: string;
    end: string;
  }
  const holder = await tokenFor('holder', 'VIEW', 'BOOK');
  const held = await api<Held>('/bookings', { pod: 'pair', start: inDays(4).toISOString(), length: 'PT8H', purpose: 'held' }, holder);
  const begins = new Date(inDays(4).getTime() + 4 * 3_600_000);
  const admin = await newPage();
  await signIn(admin.page, undefined, '/admin/outages');
  const ask = async () => {
    await admin.page.getByLabel(/^From/).fill(local(begins));
    await admin.page.getByLabel(/^Until/).fill(local(new Date(begins.getTime() + 3_600_000)));
    await admin.page.getByLabel('Reason').fill(HOSTILE);
    await admin.page.getByRole('button', { name: 'See what it hits' }).click();
    await admin.page.getByLabel(/^Answers until/).fill(local(inDays(1)));
    await admin.page.getByRole('button', { name: 'Ask them first' }).click();
    await admin.page.getByRole('cell', { name: 'not answered' }).waitFor();
  };
  await ask();
  await shoot(admin.page, 'admin-asked');
  await accessible(admin.page);
  expect((await api<Held>(`/bookings/${held.id}`)).end).toBe(held.end);

  const mine = await newPage();
  await signIn(mine.page, holder, `/bookings/${held.id}`);
  await mine.page.getByText(`May booking ${held.id} end earlier`).waitFor();
  await shoot(mine.page, 'booking-asked');
  await accessible(mine.page);
  await mine.page.getByRole('button', { name: 'Keep my time' }).click();
  await until(async () => (await api<unknown[]>('/outages')).length === 0);
  expect((await api<Held>(`/bookings/${held.id}`)).end).toBe(held.end);

  await ask();
  await mine.page.getByRole('link', { name: 'Home' }).click();
  await mine.page.getByText(`May booking ${held.id} end earlier`).waitFor();
  await shoot(mine.page, 'home-asked');
  await mine.page.getByRole('button', { name: 'End it earlier' }).click();
  await admin.page.getByRole('cell', { name: 'agreed', exact: true }).waitFor();
  expect(new Date((await api<Held>(`/bookings/${held.id}`)).end).getTime()).toBe(begins.getTime() - 60_000);
  expect([...admin.trouble.said, ...mine.trouble.said]).toEqual([]);
  await admin.context.close();
  await mine.context.close();
  for (const outage of await api<{ id: string }[]>('/outages')) await api(`/outages/${outage.id}/end`, {});
  await api(`/bookings/${held.id}/release`, {}, holder);
});

test('asks holders before each time of an outage that repeats: one who refuses takes back that time only', async () => {
  interface Series {
    id: string;
    answerBefore: string;
    coming: { id: string }[];
  }
  const holder = await tokenFor('keeper', 'VIEW', 'BOOK');
  const held = await api<{ id: string; end: string }>('/bookings', { pod: 'pair', start: inDays(6).toISOString(), length: 'PT8H', purpose: 'held' }, holder);
  const begins = new Date(inDays(6).getTime() + 4 * 3_600_000);
  const admin = await newPage();
  await signIn(admin.page, undefined, '/admin/outages');
  await admin.page.getByLabel(/^From/).fill(local(begins));
  await admin.page.getByLabel(/^Until/).fill(local(new Date(begins.getTime() + 3_600_000)));
  await admin.page.getByLabel('Repeats').selectOption('every week');
  await admin.page.getByLabel('Ask holders').selectOption('until a day before');
  await admin.page.getByLabel('Reason').fill(HOSTILE);
  await admin.page.getByRole('button', { name: 'See what it hits' }).click();
  await admin.page.getByText('is asked to end earlier').waitFor();
  await shoot(admin.page, 'admin-series-asks');
  await accessible(admin.page);
  await admin.page.getByRole('button', { name: 'Set it and ask' }).click();
  await admin.page.getByRole('cell', { name: 'not answered' }).waitFor();
  await admin.page.getByRole('cell', { name: 'until a day before' }).waitFor();
  const before = await api<Series[]>('/outages/series');
  expect(before.map((s) => s.answerBefore)).toEqual(['PT24H']);

  const mine = await newPage();
  await signIn(mine.page, holder, `/bookings/${held.id}`);
  await mine.page.getByRole('button', { name: 'Keep my time' }).click();
  await until(async () => (await api<Series[]>('/outages/series'))[0]?.coming[0]?.id !== before[0]?.coming[0]?.id);
  const after = await api<Series[]>('/outages/series');
  expect(after[0]?.coming.map((o) => o.id)).toEqual(before[0]?.coming.slice(1).map((o) => o.id));
  expect((await api<{ end: string }>(`/bookings/${held.id}`)).end).toBe(held.end);
  expect([...admin.trouble.said, ...mine.trouble.said]).toEqual([]);
  await admin.context.close();
  await mine.context.close();
  await api(`/outages/series/${after[0]?.id}/end`, {});
  await api(`/bookings/${held.id}/release`, {}, holder);
});

test('sets an outage that repeats, and ends the series', async () => {
  const start = inDays(50);
  const { page, context, trouble } = await newPage();
  await signIn(page, undefined, '/admin/outages');
  await page.getByLabel(/^From/).fill(local(start));
  await page.getByLabel(/^Until/).fill(local(new Date(start.getTime() + 3_600_000)));
  await page.getByLabel('Repeats').selectOption('every week');
  await page.getByLabel('Reason').fill(HOSTILE);
  await page.getByRole('button', { name: 'See what it hits' }).click();
  await page.getByText('would be set at once').waitFor();
  expect(await api<unknown[]>('/outages/series')).toEqual([]);
  await page.getByRole('button', { name: 'Set it', exact: true }).click();
  await page.getByRole('button', { name: /^End it: series/ }).waitFor();
  await accessible(page);
  const [series] = await api<{ repeat: string; coming: unknown[] }[]>('/outages/series');
  expect(series?.repeat).toBe('FREQ=WEEKLY');
  expect((await api<unknown[]>('/outages')).length).toBe(series?.coming.length);

  await page.getByRole('button', { name: /^End it: series/ }).click();
  await page.getByRole('button', { name: 'End the series' }).click();
  await page.getByText('Nothing is or will be out of service').waitFor();
  expect(await api<unknown[]>('/outages/series')).toEqual([]);
  expect(trouble.said).toEqual([]);
  await context.close();
});

test('shows who waits in which order', async () => {
  const fill = await Promise.all([0, 1].map(() => api<{ id: string }>('/bookings', { pod: 'pharos', length: 'PT1H' })));
  const waits: string[] = [];
  for (const user of ['frank', 'grace']) {
    const token = await tokenFor(user, 'VIEW', 'BOOK');
    waits.push((await api<{ id: string }>('/bookings', { pod: 'pharos', length: 'PT1H', mayWait: true }, token)).id);
  }
  const { page, context, trouble } = await newPage();
  await signIn(page, undefined, '/admin/bookings');
  const list = page.getByRole('region', { name: 'Wait list, a table' });
  await list.getByRole('rowheader', { name: waits[1] }).waitFor();
  expect(await list.getByRole('rowheader').allTextContents()).toEqual(waits);
  await shoot(page, 'admin-bookings');
  await accessible(page);
  await list.getByRole('button', { name: `End it: ${waits[0]}` }).click();
  await page.getByLabel('Reason').fill('not needed');
  await page.getByRole('button', { name: 'End it now' }).click();
  await until(async () => (await list.getByRole('rowheader').allTextContents()).join() === waits[1]);
  for (const id of [waits[1], ...fill.map((b) => b.id)]) await api(`/bookings/${id}/release`, {});
  expect(trouble.said).toEqual([]);
  await context.close();
});

test('shows the installers, and what is wrong with a file to admins only', async () => {
  writeFileSync(join(work, 'installers', 'broken.yaml'), 'installer: broken\nsteps: 7\n');
  await until(async () => (await api<{ problems: string[] }>('/installers')).problems.some((problem) => problem.includes('broken.yaml')));
  const { page, context, trouble } = await newPage();
  await signIn(page, undefined, '/admin/installers');
  const list = page.getByRole('region', { name: 'Installers, a table' });
  await list.getByRole('rowheader', { name: 'hello-world' }).waitFor();
  await page.getByRole('alert').getByText('broken.yaml').waitFor();
  await list.getByText(/asks for/).first().click();
  await shoot(page, 'admin-installers');
  await accessible(page);
  expect((await api<{ problems: string[] }>('/installers', undefined, await tokenFor('looker', 'VIEW'))).problems).toEqual([]);
  expect(trouble.said).toEqual([]);
  await context.close();
});

test('unlinks a chat account', async () => {
  const heidi = await tokenFor('heidi', 'VIEW', 'BOOK');
  const { code } = await api<{ code: string }>('/me/link-code', {}, heidi);
  await api('/links', { code, identity: 'slack:T1:HEIDI' }, await tokenFor('bot', 'ACT_FOR'));
  const { page, context, trouble } = await newPage();
  await signIn(page, undefined, '/admin/access');
  await page.getByRole('button', { name: 'Unlink slack:T1:HEIDI' }).click();
  await page.getByRole('button', { name: 'Unlink it' }).click();
  await until(async () => !(await api<{ identity: string }[]>('/links')).some((link) => link.identity === 'slack:T1:HEIDI'));
  expect(trouble.said).toEqual([]);
  await context.close();
});

testAlone('makes and revokes a token', async () => {
  const { page, context, trouble } = await newPage();
  await signIn(page, undefined, '/admin/access');
  await page.getByRole('button', { name: 'Make the token' }).click();
  await page.getByText('Say for whom it is.').waitFor();
  await page.getByLabel('User', { exact: true }).fill('ivan');
  await page.getByLabel('Name', { exact: true }).fill(HOSTILE.slice(0, 30));
  await page.getByRole('button', { name: 'Make the token' }).click();
  const secret = await page.locator('.notice code').textContent();
  expect((await api<{ user: string }>('/me', undefined, secret ?? '')).user).toBe('ivan');
  await page.getByRole('button', { name: 'Hide it' }).click();
  await shoot(page, 'admin-access');
  await accessible(page);
  await page.getByRole('button', { name: /^Revoke <img.* of ivan$/ }).click();
  await page.getByRole('button', { name: 'Revoke it' }).click();
  await page.getByRole('row', { name: /^ivan / }).getByText('revoked').waitFor();
  await expect(api('/me', undefined, secret ?? '')).rejects.toThrow('401');
  expect(trouble.said).toEqual([]);
  await context.close();
});

test('finds in the audit what somebody did', async () => {
  const token = await tokenFor('judy', 'VIEW', 'BOOK');
  const booking = await api<{ id: string }>('/bookings', { pod: 'pair', start: inDays(4).toISOString(), length: 'PT1H' }, token);
  await api(`/bookings/${booking.id}/release`, {}, token);
  const { page, context, trouble } = await newPage();
  await signIn(page, adminToken, '/admin/audit');
  await page.getByLabel('Who', { exact: true }).fill('judy');
  await page.locator('#laas').getByRole('button', { name: 'Search', exact: true }).click();
  await page.waitForURL(`${url}/admin/audit?user=judy`);
  await page.getByRole('cell', { name: 'Given up' }).first().waitFor();
  expect(new Set(await page.getByRole('table').locator('tbody td:nth-child(2)').allTextContents())).toEqual(new Set(['judy']));
  await shoot(page, 'admin-audit');
  await accessible(page);
  await page.getByLabel(/^Before/).fill('2020-01-01T00:00');
  await page.locator('#laas').getByRole('button', { name: 'Search', exact: true }).click();
  await page.getByText('Nothing of that kind happened').waitFor();
  expect(trouble.said).toEqual([]);
  await context.close();
});
