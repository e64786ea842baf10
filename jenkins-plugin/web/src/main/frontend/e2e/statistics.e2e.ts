import { readFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { accessible, api, closeAll, newPage, shoot, signIn, tokenFor, until, url } from './browser';

afterAll(closeAll);

const HOSTILE = `=1+1<img src=x onerror="alert(1)">'\u202e`;

test('tells who used what, as bars, as tables and as a file', async () => {
  const dora = await tokenFor('dora', 'VIEW', 'BOOK');
  const booking = await api<{ id: string }>('/bookings', { pod: 'pair', length: 'PT1H', purpose: 'figures', project: HOSTILE }, dora);
  await until(async () => (await api<{ state: string }>(`/bookings/${booking.id}`)).state === 'ACTIVE');
  await api(`/bookings/${booking.id}/release`, {}, dora);
  await until(async () => (await api<{ state: string }>(`/bookings/${booking.id}`)).state === 'DONE');

  const { page, context, trouble } = await newPage();
  let alerted = false;
  page.on('dialog', (dialog) => {
    alerted = true;
    void dialog.dismiss();
  });
  await signIn(page);
  await page.getByRole('link', { name: 'Statistics' }).click();
  await page.getByRole('rowheader', { name: 'dora' }).waitFor();
  await page.getByRole('img', { name: /^Weeks to come/ }).waitFor();
  const drawn = () =>
    page.locator('canvas').evaluateAll((all) => {
      const blank = document.createElement('canvas');
      return (all as HTMLCanvasElement[]).filter((canvas) => {
        blank.width = canvas.width;
        blank.height = canvas.height;
        return canvas.toDataURL() !== blank.toDataURL();
      }).length;
    });
  await expect.poll(drawn, { timeout: 30_000 }).toBe(8);
  await shoot(page, 'statistics');
  await accessible(page);

  await page.getByLabel('By', { exact: true }).selectOption('PROJECT');
  await page.getByRole('rowheader', { name: '=1+1<img' }).waitFor();
  await shoot(page, 'statistics-hostile');
  const file = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Who used what as CSV' }).click();
  const download = await file;
  expect(download.suggestedFilename()).toBe('laas-usage.csv');
  const csv = readFileSync(await download.path(), 'utf8');
  expect(csv).toMatch(/^key,bookings,hours,failed,cancelled\r?\n/);
  expect(csv).toContain("'=1+1<img");
  expect(csv).not.toMatch(/[\n,"]=1/);

  await page.getByLabel('First day').fill('2026-01-02');
  await page.getByLabel('Last day').fill('2026-01-01');
  await page.getByText('The first day is after the last one').waitFor();
  await page.getByLabel('First day').fill('2020-01-01');
  await page.getByLabel('Last day').fill('2020-01-31');
  await page.getByText('Nothing was used in this time').waitFor();
  expect(new URL(page.url()).search).toBe('?from=2020-01-01&to=2020-01-31');
  await page.getByLabel('Time zone').selectOption('UTC');
  await page.reload();
  await page.getByText('Nothing was used in this time').waitFor();
  expect(await page.getByLabel('Time zone').inputValue()).toBe('UTC');
  expect(alerted).toBe(false);
  expect(trouble.said).toEqual([]);
  await context.close();
});

test('a host’s share of use is what the API says', async () => {
  const { page, context } = await newPage();
  await signIn(page, await tokenFor('viewer', 'VIEW'), '/statistics');
  const hosts = await api<{ host: string; bookings: number }[]>('/statistics/hosts');
  const row = page.getByRole('row', { name: hosts[0]?.host });
  await row.waitFor();
  expect(await row.getByRole('cell').nth(1).textContent()).toBe(String(hosts[0]?.bookings));
  expect(page.url()).toBe(`${url}/statistics`);
  await context.close();
});
