import { afterAll, expect, test } from 'vitest';
import { accessible, api, closeAll, newPage, shoot, signIn, tokenFor, url } from './browser';

afterAll(closeAll);

const HOSTILE = '<img src=x onerror=alert(1)> & friends';

/** A lab elsewhere that lets one person and a group book; each attempt has one of its own. */
async function guarded(friend: string) {
  const lab = `guarded-${Date.now().toString(36)}`;
  const pod = `${lab}-vault`;
  await api('/remote-labs', { lab, user: `keeper-of-${lab}` });
  const keeper = await tokenFor(`keeper-of-${lab}`, 'SERVE_LAB');
  const publish = (people: string) =>
    api(
      '/lab/publish',
      {
        directory: '/labs',
        file: `lab: {name: ${lab}, title: Guarded ${lab}, contact: ops@example.org, zone: UTC}
hosts:
  - {name: ${lab}-h1, uri: 'qemu:///system', cores: 8, memory: 16G, disk: 1T, storage: /var/lib/laas/pool, addresses: 10.91.0.0/16}
images:
  - {name: guest, file: guest.qcow2, user: laas}
pods:
  - name: ${pod}
    description: A pod for few
    networks: [{name: admin, addressing: dhcp}]
    machines: [{name: jump, role: jumphost, cores: 1, memory: 1G, disk: 10G, networks: [admin]}]
configs:
  - {name: plain, image: guest}
policy: {access: {people: [${people}], groups: ['${HOSTILE}']}}
`,
      },
      keeper,
    );
  await publish(friend);
  return { lab, pod, publish };
}

test('a lab that lets certain people book is shown to others with a word, and booked by those people', async () => {
  const { lab, pod, publish } = await guarded('friend');
  const sentence = `Lab ${lab} lets only certain people book, and stranger is not one of them. Book in another lab, or ask ops@example.org.`;
  const stranger = await tokenFor('stranger', 'VIEW', 'BOOK');
  const { page, context, trouble } = await newPage();
  await signIn(page, stranger);
  const card = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: pod }) });
  await card.getByText('not open to you').waitFor();
  await card.getByText(sentence).waitFor();
  expect(await page.getByRole('button', { name: `Book ${pod}` }).count()).toBe(0);
  await page.getByRole('button', { name: 'Book pair' }).waitFor();
  await shoot(page, 'home-closed-lab');
  await accessible(page);

  await page.getByRole('button', { name: 'Book pair' }).click();
  await page.getByLabel('Pod', { exact: true }).getByRole('option', { name: /^pair/ }).waitFor({ state: 'attached' });
  expect(await page.getByLabel('Pod', { exact: true }).getByRole('option', { name: new RegExp(`^${pod}`) }).count()).toBe(0);
  await page.getByRole('button', { name: 'Go back' }).click();

  const draft = await api<{ id: number }>('/drafts', { content: { lab, pod } }, stranger);
  await page.goto(`${url}/book/${draft.id}/pod`);
  await page.getByRole('alert').getByText(sentence).waitFor();
  expect(await page.getByRole('radio', { name: new RegExp(`^${pod}`) }).isDisabled()).toBe(true);
  await shoot(page, 'workflow-closed-lab');
  await accessible(page);
  await expect(api('/bookings', { pod, lab }, stranger)).rejects.toThrow('403');
  await expect(api('/bookings', { pod, lab, mayWait: true }, stranger)).rejects.toThrow(sentence);
  expect(trouble.said).toEqual([]);

  await publish('friend, stranger');
  await page.goto(page.url());
  await page.getByRole('radio', { name: new RegExp(`^${pod}`) }).and(page.locator(':enabled')).waitFor();
  await context.close();
});

test('an admin sees who may book in a lab', async () => {
  const { lab } = await guarded('friend');
  const { page, context, trouble } = await newPage();
  await signIn(page, undefined, '/admin');
  await page.getByRole('heading', { name: `Guarded ${lab} (${lab})` }).waitFor();
  const here = page.getByRole('region', { name: `Who may book in Guarded ${lab}` });
  await here.getByText('friend', { exact: true }).waitFor();
  await here.getByText(HOSTILE).waitFor();
  await page.getByRole('region', { name: 'Who may book in Simulated lab' }).getByText('Everybody with the right to book.').waitFor();
  await shoot(page, 'admin-who-may-book');
  await accessible(page);
  expect(trouble.said).toEqual([]);
  await context.close();
});
