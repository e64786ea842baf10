import { afterAll, expect, test } from 'vitest';
import { accessible, api, closeAll, newPage, shoot, signIn, tokenFor, until } from './browser';

afterAll(closeAll);

test('shows each machine, switches one off and on, and opens its console', async () => {
  const token = await tokenFor('mechanic', 'VIEW', 'BOOK', 'RESET');
  const booking = await api<{ id: string }>('/bookings', { pod: 'pair', length: 'PT1H', purpose: 'machines' }, token);
  const { page, context, trouble } = await newPage();
  await signIn(page, token, `/bookings/${booking.id}`);
  const list = page.getByRole('region', { name: 'Machines, a table' });
  await list.getByRole('row', { name: /^node/ }).getByText('on', { exact: true }).waitFor();
  await page.locator('.machine').filter({ hasText: 'node' }).getByText('on', { exact: true }).first().waitFor();
  await shoot(page, 'machines');
  await accessible(page);

  await page.getByRole('button', { name: 'Work on it: node' }).click();
  await page.getByRole('radio', { name: /^Cut the power W/ }).check();
  await shoot(page, 'machine-dialog');
  await accessible(page);
  await page.getByRole('button', { name: 'Cut the power: node' }).click();
  await list.getByRole('row', { name: /^node/ }).getByText('off', { exact: true }).waitFor();
  const look = async () => (await api<{ state: string }>(`/bookings/${booking.id}/machines/node`, undefined, token)).state;
  expect(await look()).toBe('OFF');
  await until(async () => {
    const operations = await api<{ state: string }[]>(`/bookings/${booking.id}/operations`, undefined, token);
    return operations.every((operation) => operation.state === 'SUCCEEDED');
  });
  await page.getByRole('button', { name: 'Work on it: node' }).click();
  await page.getByRole('radio', { name: /^Switch on/ }).check();
  await page.getByRole('button', { name: 'Switch on: node' }).click();
  await list.getByRole('row', { name: /^node/ }).getByText('on', { exact: true }).waitFor();

  await page.getByRole('link', { name: 'Console of jump' }).click();
  await page.getByRole('heading', { name: 'Console of jump' }).waitFor();
  await page.getByText('It has printed nothing since it was handed over').waitFor();
  await shoot(page, 'console');
  await accessible(page);
  await api(`/bookings/${booking.id}/release`, {}, token);
  await page.getByText('its machines can be looked at while it is ACTIVE').waitFor();
  expect(trouble.said).toEqual([]);
  await context.close();
});

test('who only looks at a booking is offered no work on its machines', async () => {
  const owner = await tokenFor('owner', 'VIEW', 'BOOK');
  const booking = await api<{ id: string }>('/bookings', { pod: 'pair', length: 'PT1H', purpose: 'machines' }, owner);
  const { page, context } = await newPage();
  await signIn(page, await tokenFor('stranger', 'VIEW'), `/bookings/${booking.id}`);
  await page.locator('.machine').first().waitFor();
  expect(await page.getByRole('region', { name: 'Machines, a table' }).count()).toBe(0);
  await page.goto(`${new URL(page.url()).origin}/bookings/${booking.id}/console/jump`);
  await page.getByText('is needed to look at its machines').waitFor();
  await context.close();
  await api(`/bookings/${booking.id}/release`, {}, owner);
});
