import { afterAll, expect, test } from 'vitest';
import { accessible, api, closeAll, newPage, shoot, signIn, tokenFor, until } from './browser';

afterAll(closeAll);

const HOSTILE = '<svg onload=alert(1)> & "quotes"';

test('writes software with an ISO, books with it, and sees it in the booking', async () => {
  const token = await tokenFor('writer', 'VIEW', 'BOOK');
  const draft = await api<{ id: number }>('/drafts', { title: 't', content: { lab: 'sim', pod: 'pair' } }, token);
  const { page, context, trouble } = await newPage();
  await signIn(page, token, `/book/${draft.id}/software`);
  await page.getByRole('link', { name: 'Write other software' }).click();
  await page.getByLabel('Name').fill('with-disc');
  await page.getByLabel('Description').fill(HOSTILE);
  const image = page.getByLabel('Image of all machines');
  expect(await image.locator('option').allTextContents(), 'images for other processors are not offered').toEqual(['–', 'hollow']);
  await page.getByText('1 more of the lab is for other processors').waitFor();
  await image.selectOption('hollow');
  await page.getByRole('button', { name: 'Add an image for a role or a machine' }).click();
  await page.getByLabel('Role or machine').fill('node');
  await page.getByLabel('Image of node', { exact: true }).selectOption('hollow');
  await page.getByRole('checkbox', { name: /netinst/ }).check();
  await page.getByLabel('Additions to cloud-init').fill('packages: [git\n');
  await page.getByText(/This is no YAML, line/).waitFor();
  await shoot(page, 'software-write');
  await accessible(page);
  await page.getByLabel('Additions to cloud-init').fill('packages: [git]\n');
  await page.getByRole('button', { name: 'Save as software of mine' }).click();
  await page.waitForURL(/\/book\/\d+\/software$/);
  await page.getByRole('radio', { name: /with-disc/, checked: true }).waitFor();
  await page.getByText('image hollow · node: hollow · ISOs netinst · cloud-init: packages · by writer').waitFor();
  for (let step = 0; step < 2; step++) await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByLabel('Number of the ticket').fill('NFV-7');
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('button', { name: 'Book', exact: true }).click();
  await page.waitForURL(/\/bookings\/b-\d+$/);
  await page.getByText('with-disc, version 1').waitFor();
  await page.getByText(/ISOs at http:\/\/[\d.]+:8069\//).waitFor();
  expect(trouble.said).toEqual([]);
  await context.close();
  const made = await api<{ config: object }>('/configs/with-disc', undefined, token);
  expect(made.config).toEqual({
    id: 'with-disc',
    description: HOSTILE,
    image: 'hollow',
    images: { node: 'hollow' },
    cloudInit: { packages: ['git'] },
    isos: ['netinst'],
  });
});

test('changes, shares and deletes software of its own, goes back to an earlier version, and leaves that of others', async () => {
  const token = await tokenFor('keeper', 'VIEW', 'BOOK');
  const other = await tokenFor('other', 'VIEW', 'BOOK');
  const read = (who: string) => api<{ config: { id: string; description: string; isos: string[] }; made: { version: number } }>('/configs/kept', undefined, who);
  const { page, context, trouble } = await newPage();
  await signIn(page, token, '/software');
  await page.getByRole('link', { name: 'Write some like it: plain' }).click();
  await page.getByLabel('Name').fill('kept');
  await page.getByRole('button', { name: 'Save as software of mine' }).click();
  await page.getByRole('link', { name: 'Change kept' }).click();
  await page.getByLabel('Description').fill('with a disc');
  await page.getByRole('checkbox', { name: /netinst/ }).check();
  await page.getByRole('button', { name: 'Save as the next version' }).click();
  await page.getByText('version 2 by keeper, private').waitFor();
  expect((await read(token)).config).toMatchObject({ description: 'with a disc', isos: ['netinst'] });

  await page.getByRole('button', { name: 'Versions of kept' }).click();
  await page.getByRole('dialog').getByText('image hollow · ISOs netinst').waitFor();
  await shoot(page, 'software-versions');
  await accessible(page);
  await page.getByRole('link', { name: 'Go back to version 1' }).click();
  await page.getByRole('checkbox', { name: /netinst/, checked: false }).waitFor();
  await page.getByRole('button', { name: 'Save as the next version' }).click();
  await page.getByText('version 3 by keeper, private').waitFor();
  expect((await read(token)).config).toMatchObject({ description: 'The image as it is', isos: [] });

  await expect(read(other)).rejects.toThrow(/ 404 /);
  await page.getByRole('button', { name: 'Share kept' }).click();
  await page.getByLabel('With').selectOption('PUBLIC');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('version 3 by keeper, public').waitFor();
  expect((await read(other)).made.version).toBe(3);
  await shoot(page, 'software');
  await accessible(page);

  const theirs = await newPage();
  await signIn(theirs.page, other, '/software');
  await theirs.page.getByRole('link', { name: 'Write some like it: kept' }).waitFor();
  expect(await theirs.page.getByRole('link', { name: 'Change kept' }).count()).toBe(0);
  await theirs.context.close();

  await page.getByRole('button', { name: 'Delete kept' }).click();
  await page.getByRole('button', { name: 'Delete it' }).click();
  await page.getByRole('heading', { name: 'kept', exact: true }).waitFor({ state: 'detached' });
  await until(async () => !(await api<{ config: { id: string } }[]>('/configs', undefined, other)).some((c) => c.config.id === 'kept'));
  expect(trouble.said).toEqual([]);
  await context.close();
});

test('says at its field what is missing, and what the server refuses', async () => {
  const token = await tokenFor('slip', 'VIEW', 'BOOK');
  await api('/configs', { lab: 'sim', name: 'taken', image: 'hollow' });
  const { page, context } = await newPage();
  await signIn(page, token, '/software/write?lab=sim');
  await page.getByRole('button', { name: 'Save as software of mine' }).click();
  const saysOf = async (label: string) => {
    const field = page.getByLabel(label, { exact: true });
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    const about = (await field.getAttribute('aria-describedby'))?.split(' ').at(-1);
    return page.locator(`[id="${about}"]`).innerText();
  };
  await page.getByText('Choose an image.').waitFor();
  expect(await saysOf('Image of all machines')).toBe('Choose an image.');
  expect(await saysOf('Name')).toContain('lower-case letters');
  await page.getByLabel('Name').fill('taken');
  await page.getByLabel('Image of all machines').selectOption('hollow');
  await page.getByRole('button', { name: 'Save as software of mine' }).click();
  await page.getByText(/Another user's config in lab sim has, or had, the name taken/).waitFor();
  expect(await saysOf('Name')).toContain('Take another name.');
  await page.getByLabel('Name').fill('free');
  expect(await page.getByText('Take another name.').count(), 'it goes when the field is changed').toBe(0);
  await context.close();

  const looker = await newPage();
  await signIn(looker.page, await tokenFor('looker', 'VIEW'), '/software');
  await looker.page.getByRole('heading', { name: 'plain' }).waitFor();
  expect(await looker.page.getByRole('link', { name: /Write/ }).count(), 'who may not book writes none').toBe(0);
  await looker.context.close();
});
