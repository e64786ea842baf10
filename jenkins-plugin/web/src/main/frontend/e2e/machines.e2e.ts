import { afterAll, expect, test } from 'vitest';
import { accessible, api, closeAll, newPage, shoot, signIn, tokenFor, until, url } from './browser';

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
  await page.goto(`${url}/bookings/${booking.id}/console/jump`);
  await page.getByText('is needed to look at its machines').waitFor();
  await context.close();
  await api(`/bookings/${booking.id}/release`, {}, owner);
});

test('installs software with what was entered, and hands the booking over', async () => {
  const token = await tokenFor('fitter', 'VIEW', 'BOOK', 'RESET');
  const booking = await api<{ id: string }>('/bookings', { pod: 'pair', length: 'PT1H', purpose: 'software' }, token);
  const { page, context, trouble } = await newPage();
  await signIn(page, token, `/bookings/${booking.id}`);
  await page.getByRole('button', { name: 'Install', exact: true }).click();
  await page.getByLabel('TCP port of the application').fill('80');
  await page.getByText('It is not of the form that is asked for').waitFor();
  await shoot(page, 'install');
  await accessible(page);
  await page.getByRole('button', { name: 'Install it' }).click();
  expect(await api<unknown[]>(`/bookings/${booking.id}/operations`, undefined, token)).toHaveLength(1);
  await page.getByLabel('TCP port of the application').fill('8081');
  await page.getByRole('button', { name: 'Install it' }).click();
  await page.getByRole('heading', { name: /^Install/ }).waitFor();
  await until(async () => {
    const operations = await api<{ state: string }[]>(`/bookings/${booking.id}/operations`, undefined, token);
    return operations.every((operation) => !['QUEUED', 'RUNNING'].includes(operation.state));
  });

  await page.getByRole('button', { name: 'Hand over' }).click();
  await page.getByLabel('To whom').fill('stranger-to-all');
  await page.getByRole('button', { name: 'Hand it over' }).click();
  await page.getByText('Nobody called stranger-to-all has used LaaS here yet').waitFor();
  await api('/me', undefined, await tokenFor('heir', 'VIEW', 'BOOK'));
  await page.getByLabel('To whom').fill('heir');
  await shoot(page, 'hand-over');
  await accessible(page);
  await page.getByRole('button', { name: 'Hand it over' }).click();
  await page.getByText(`${booking.id} for heir`).waitFor();
  const after = await api<{ owner: string; collaborators: string[] }>(`/bookings/${booking.id}`);
  expect(after.owner).toBe('heir');
  expect(after.collaborators).toEqual(['fitter']);
  // the refused hand-over is the one thing that the browser complains of
  expect(trouble.said).toHaveLength(1);
  expect(await page.getByRole('button', { name: 'Hand over' }).count()).toBe(0);
  await context.close();
  await api(`/bookings/${booking.id}/release`, {});
});
