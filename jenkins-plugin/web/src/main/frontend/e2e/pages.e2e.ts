import { afterAll, expect, test } from 'vitest';
import { accessible, api, closeBrowser, newPage, shoot, signIn, tokenFor } from './browser';

afterAll(closeBrowser);

test('statistics show charts with their numbers and give CSV', async () => {
  const { page, context, trouble } = await newPage();
  await signIn(page, undefined, '/statistics');
  await page.getByText('Bookings per week as a table').click();
  await page.getByRole('cell').first().waitFor();
  await page.getByText('were granted at once').waitFor();
  await shoot(page, 'statistics');
  await accessible(page);
  const file = page.waitForEvent('download');
  await page.getByRole('button', { name: 'CSV' }).click();
  expect((await file).suggestedFilename()).toBe('usage-by-user.csv');
  expect(trouble.said).toEqual([]);
  await context.close();
});

test('an outage is previewed with those it hits before it is set', async () => {
  const booking = await api<{ id: string }>('/bookings', { pod: 'pair', start: new Date(Date.now() + 40 * 3_600_000).toISOString(), length: 'PT2H' });
  const { page, context, trouble } = await newPage();
  await signIn(page, undefined, '/admin');
  await page.getByRole('rowheader', { name: 'pretended' }).waitFor();
  await shoot(page, 'admin');
  await accessible(page);
  await page.getByRole('link', { name: 'Outages' }).click();
  const local = (hours: number) => new Date(Date.now() + (hours + 1) * 3_600_000).toISOString().slice(0, 16);
  await page.getByLabel(/^From/).fill(local(39));
  await page.getByLabel(/^Until/).fill(local(50));
  await page.getByLabel('Why').fill('new <b>fans</b>');
  await page.getByRole('button', { name: 'Show whom it hits' }).click();
  await page.getByRole('link', { name: booking.id }).waitFor();
  await shoot(page, 'admin-outages');
  await accessible(page);
  await page.getByRole('button', { name: 'Set it all the same' }).click();
  await page.getByText('new <b>fans</b>').first().waitFor();
  for (const [part, said] of [['Leaks', 'Nothing has leaked'], ['Wait list', 'Nobody waits'], ['Access', 'Make a token'], ['Record', 'events']] as const) {
    await page.getByRole('link', { name: part, exact: true }).click();
    await page.getByText(said).first().waitFor();
    await shoot(page, `admin-${part.toLowerCase().replace(' ', '-')}`);
    await accessible(page);
  }
  expect(trouble.said).toEqual([]);
  await context.close();
});

test('help is found by its words and shown with its links', async () => {
  const { page, context, trouble } = await newPage();
  await signIn(page, undefined, '/help');
  await page.getByText('Questions that come up').waitFor();
  await shoot(page, 'help');
  await accessible(page);
  await page.getByLabel('Search the help').fill('quarantin');
  await page.getByRole('link', { name: /uarantine/ }).first().click();
  await page.locator('article h1').waitFor();
  await shoot(page, 'help-page');
  await accessible(page);
  expect(trouble.said).toEqual([]);
  await context.close();
});

test('admin pages are refused by the API, not only hidden', async () => {
  const token = await tokenFor('nosy', 'VIEW', 'BOOK');
  const { page, context } = await newPage();
  await signIn(page, token, '/admin/outages');
  await page.getByText('your account may not').waitFor();
  expect(await page.getByRole('link', { name: 'Admin' }).count()).toBe(0);
  await expect(api('/outages', { lab: 'sim', end: new Date(Date.now() + 3_600_000).toISOString(), reason: 'x' }, token)).rejects.toThrow(/403/);
  await context.close();
});

test('pods are listed with pictures and an address that leads nowhere says so', async () => {
  const { page, context, trouble } = await newPage();
  await signIn(page, undefined, '/pods');
  await page.getByRole('button', { name: 'Show the picture' }).first().click();
  await page.locator('.machine').first().waitFor();
  await shoot(page, 'pods');
  await accessible(page);
  await page.goto(`${new URL(page.url()).origin}/no/such/page`);
  await page.getByText('There is no such page').waitFor();
  expect(trouble.said).toEqual([]);
  await context.close();
});
