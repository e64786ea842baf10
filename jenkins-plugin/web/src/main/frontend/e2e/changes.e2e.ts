import { afterAll, expect, test } from 'vitest';
import { accessible, api, closeAll, newPage, restartServer, shoot, signIn, testAlone, tokenFor, until } from './browser';

afterAll(closeAll);

interface Booking {
  id: string;
  state: string;
  start: string;
  reason?: string;
}

const HOSTILE = '<img src=x onerror="alert(1)">';
const hours = (count: number) => new Date(Date.now() + count * 3_600_000).toISOString();

test('moves a booking that has not begun', async () => {
  const token = await tokenFor('mover', 'VIEW', 'BOOK');
  const booking = await api<Booking>('/bookings', { pod: 'pair', start: hours(24), length: 'PT2H', purpose: 'later' }, token);
  const { page, context, trouble } = await newPage({ timezoneId: 'UTC' });
  await signIn(page, token, `/bookings/${booking.id}`);
  await page.getByRole('button', { name: 'Move' }).click();
  const wanted = hours(48).slice(0, 16);
  await page.getByLabel('From (UTC)').fill(wanted);
  await shoot(page, 'move');
  await accessible(page);
  await page.getByRole('button', { name: 'Move it' }).click();
  await page.getByRole('button', { name: 'Move it' }).waitFor({ state: 'detached' });
  expect((await api<Booking>(`/bookings/${booking.id}`, undefined, token)).start).toContain(wanted);
  expect(trouble.said).toEqual([]);
  await context.close();
  await api(`/bookings/${booking.id}/release`, {}, token);
});

test('saves machines, shares and deletes what was saved', async () => {
  const token = await tokenFor('saver', 'VIEW', 'BOOK');
  const booking = await api<Booking>('/bookings', { pod: 'pair', length: 'PT1H', purpose: 'to be saved' }, token);
  const { page, context, trouble } = await newPage();
  await signIn(page, token, `/bookings/${booking.id}`);
  await page.getByRole('button', { name: 'Snapshot', exact: true }).click();
  await page.getByLabel('Name', { exact: true }).fill('No Name');
  await page.getByText(/lower-case letters/i).first().waitFor();
  await page.getByLabel('Name', { exact: true }).fill('tools');
  await page.getByLabel('Machine', { exact: true }).selectOption('node');
  await shoot(page, 'snapshot-take');
  await accessible(page);
  await page.getByRole('button', { name: 'Take it' }).click();
  await page.waitForURL(/\/snapshots$/);
  await page.getByRole('button', { name: 'Share with everybody: tools' }).click();
  await page.getByRole('button', { name: 'Keep to myself: tools' }).waitFor();
  const others = await tokenFor('else', 'VIEW');
  expect(await api<{ name: string }[]>('/snapshots', undefined, others)).toMatchObject([{ name: 'tools' }]);
  await shoot(page, 'snapshots');
  await accessible(page);
  await page.getByRole('button', { name: 'Delete tools' }).click();
  await page.getByRole('button', { name: 'Delete it' }).click();
  await until(async () => (await api<{ state: string }[]>('/snapshots', undefined, others)).every((snapshot) => snapshot.state !== 'READY'));
  expect(trouble.said).toEqual([]);
  await context.close();
  await api(`/bookings/${booking.id}/release`, {}, token);
});

test('an approver without other rights decides on the home page', async () => {
  const asker = await tokenFor('asker', 'VIEW', 'BOOK');
  const order = { pod: 'pair', start: hours(72), length: 'P4D', purpose: HOSTILE };
  const first = await api<Booking>('/bookings', order, asker);
  expect(first.state).toBe('REQUESTED');
  const { page, context, trouble } = await newPage();
  await signIn(page, await tokenFor('carol', 'VIEW'));
  const list = page.getByRole('region', { name: 'To approve, a table' });
  await list.getByText(HOSTILE).waitFor();
  await shoot(page, 'approvals');
  await accessible(page);
  await page.getByRole('button', { name: `Deny ${first.id}` }).click();
  await page.getByRole('button', { name: 'Deny it' }).click();
  await page.getByText('Say why').waitFor();
  await page.getByLabel('Reason').fill('too long');
  await page.getByRole('button', { name: 'Deny it' }).click();
  await list.waitFor({ state: 'detached' });
  expect((await api<Booking>(`/bookings/${first.id}`, undefined, asker)).state).toBe('CANCELLED');

  const second = await api<Booking>('/bookings', order, asker);
  await page.getByRole('button', { name: `Approve ${second.id}` }).click();
  await page.getByRole('button', { name: 'Approve it' }).click();
  await list.waitFor({ state: 'detached' });
  expect((await api<Booking>(`/bookings/${second.id}`, undefined, asker)).state).toBe('SCHEDULED');
  await expect(api(`/bookings/${second.id}/deny`, { reason: 'late' }, await tokenFor('dave', 'VIEW'))).rejects.toThrow('403');
  expect(trouble.said).toEqual([]);
  await context.close();
});

test('two people who extend one booking at a time both see what the other did', async () => {
  const [owner, helper] = [await tokenFor('owner', 'VIEW', 'BOOK'), await tokenFor('helper', 'VIEW', 'BOOK')];
  const booking = await api<Booking>('/bookings', { pod: 'pair', length: 'PT1H', purpose: 'ours' }, owner);
  await api(`/bookings/${booking.id}/collaborators`, { add: ['helper'] }, owner);
  const first = await newPage();
  const second = await newPage();
  await signIn(first.page, owner, `/bookings/${booking.id}`);
  await signIn(second.page, helper, `/bookings/${booking.id}`);
  for (const { page } of [first, second]) {
    await page.getByRole('button', { name: 'Extend' }).click();
    await page.getByRole('button', { name: '1 h more' }).waitFor();
  }
  await first.page.getByRole('button', { name: '1 h more' }).click();
  await second.page.getByText('1 times').waitFor();
  await second.page.getByRole('button', { name: '1 h more' }).click();
  for (const { page } of [first, second]) await page.getByText('2 times').waitFor();
  const both = await api<{ start: string; end: string }>(`/bookings/${booking.id}`, undefined, owner);
  expect(Date.parse(both.end) - Date.parse(both.start)).toBe(3 * 3_600_000);
  for (const { trouble, context } of [first, second]) {
    expect(trouble.said).toEqual([]);
    await context.close();
  }
  await api(`/bookings/${booking.id}/release`, {}, owner);
});

testAlone('a server that is killed and comes back is said, what was entered stays, and the page follows again', async () => {
  const token = await tokenFor('patient', 'VIEW', 'BOOK');
  const booking = await api<Booking>('/bookings', { pod: 'pair', length: 'PT1H', purpose: 'lasting' }, token);
  const { page, context } = await newPage({ timezoneId: 'UTC' });
  await signIn(page, token, `/bookings/${booking.id}`);
  await page.getByText('in use', { exact: true }).first().waitFor();
  await page.getByRole('button', { name: 'Extend' }).click();
  const entered = hours(2).slice(0, 16);
  await page.getByLabel('Until another time (UTC)').fill(entered);
  await restartServer(async () => {
    await page.getByText('The connection to the server is lost.').waitFor();
    await page.getByRole('button', { name: 'Extend until then' }).click();
    await page.getByText('The server does not answer. What you entered is kept').waitFor();
    await shoot(page, 'server-away');
    expect(await page.getByLabel('Until another time (UTC)').inputValue()).toBe(entered);
  });
  await page.getByText('The connection to the server is lost.').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Extend until then' }).click();
  await page.getByText('1 times').waitFor();
  await api(`/bookings/${booking.id}/release`, {}, token);
  await page.getByText('Over and clean').waitFor();
  await context.close();
});
