import { afterAll, expect, test } from 'vitest';
import { accessible, closeAll, newPage, shoot, signIn, until, url } from './browser';

afterAll(closeAll);

const HOSTILE = '<img src=x onerror="alert(1)">';

test('leads from a page to what the help says about it, and on from there', async () => {
  const { page, context, trouble } = await newPage();
  await signIn(page, undefined, '/bookings');
  await page.getByRole('link', { name: 'Help on this page' }).click();
  await page.waitForURL(`${url}/help/reference/pages#bookings`);
  await page.getByRole('heading', { name: 'Bookings', exact: true }).waitFor();
  await until(async () => (await page.evaluate(() => document.activeElement?.id)) === 'bookings');
  await shoot(page, 'help-page');
  await accessible(page);

  await page.getByRole('article').getByRole('link', { name: 'descriptors' }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForURL(`${url}/help/reference/descriptors`);
  expect(await page.title()).toContain('LaaS');
  await page.goto(`${url}/help/nowhere`);
  await page.getByText('There is no such help page').waitFor();
  expect(trouble.said).toEqual([]);
  await context.close();
});

test('finds what is asked without asking anybody', async () => {
  const { page, context, trouble } = await newPage();
  await signIn(page, undefined, '/help');
  await page.getByRole('link', { name: 'Your first booking in the browser', exact: true }).first().waitFor();
  await shoot(page, 'help');
  await accessible(page);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.getByLabel('Search the help').fill('quarantined');
  await page.locator('#laas').getByRole('button', { name: 'Search', exact: true }).click();
  await page.getByRole('article').getByRole('link', { name: 'Deal with a quarantined pod' }).first().waitFor();
  await shoot(page, 'help-found');
  await accessible(page);
  expect(asked.filter((address) => !address.startsWith(`${url}/assets/`) && address !== `${url}/icon.svg`)).toEqual([]);

  await page.getByLabel('Search the help').fill(HOSTILE);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: HOSTILE }).waitFor();
  expect(await page.locator('article img').count()).toBe(0);
  await page.getByLabel('Search the help').fill('zzzqqq');
  await page.keyboard.press('Enter');
  await page.getByText('Nothing was found').waitFor();
  expect(trouble.said).toEqual([]);
  await context.close();
});
