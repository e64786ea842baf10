// The overview: my bookings and what is free now, drawn again every ten seconds while somebody looks.
import { button, buttons, byId, client, clockOf, confirmed, say, table, withMore } from './api.js';

const EVERY_MILLIS = 10_000;
const OPEN = 'REQUESTED,WAITING,SCHEDULED,PROVISIONING,ACTIVE,CLEANING';
const signedIn = document.getElementById('laas-links') !== null;
const api = client(byId('laas-overview').dataset.api);
let me;
let time;

async function change(path, body, done) {
  try {
    await api.post(path, body);
    await draw();
    say(done);
  } catch (problem) {
    say(problem.message);
  }
}

function actions(booking) {
  const close = booking.owner === me.user || me.rights.includes('MANAGE_BOOKINGS');
  const running = booking.state === 'ACTIVE' || booking.state === 'PROVISIONING';
  const made = [];
  if (running && me.rights.includes('EXTEND')) {
    made.push(button('Extend by a day', () =>
      change(`bookings/${booking.id}/extend`, { by: 'P1D' }, `${booking.id} was extended.`)));
  }
  if (close && me.rights.includes('BOOK') && booking.state !== 'CLEANING') {
    made.push(button('Give back', async () => {
      if (await confirmed(`Give ${booking.id} back? What is on its machines is lost.`)) {
        await change(`bookings/${booking.id}/release`, {}, `${booking.id} is given back.`);
      }
    }, true));
  }
  return buttons(...made);
}

function jumpHost(booking) {
  if (!booking.access) return '';
  const code = document.createElement('code');
  code.textContent = `ssh ${booking.access.user}@${booking.access.address}`;
  return code;
}

function linkActions(link) {
  return buttons(button('Unlink', () =>
    change(`links/${encodeURIComponent(link.identity)}/remove`, {}, `${link.identity} is not linked any more.`), true));
}

async function makeCode() {
  try {
    const made = await api.post('me/link-code');
    const code = document.createElement('code');
    code.textContent = made.code;
    byId('laas-code').replaceChildren('Give this to the bot, with ', Object.assign(document.createElement('code'),
      { textContent: '/laas link' }), ': ', code, ' (until ', (time ?? clockOf())(made.validUntil), ')');
  } catch (problem) {
    say(problem.message);
  }
}

async function draw() {
  const [bookings, pods, links] = await Promise.all(
    [api.get(`bookings?mine=true&state=${OPEN}&limit=50`), api.get('pods'), signedIn ? api.get('links') : []]);
  table('laas-mine', ['Booking', 'Pod and purpose', 'State', 'When', 'Jump host', ''],
    bookings.items.map((b) => [b.id, withMore(`${b.pod} (${b.config})`, b.purpose), b.state, time(b.start, b.end), jumpHost(b), actions(b)]),
    'You have no booking.');
  const free = pods.filter((p) => p.freeNow);
  table('laas-free', ['Pod', 'Lab', 'What it is', 'Machines'],
    free.map((p) => [p.pod.id, p.lab, p.pod.description, p.pod.nodes.length]), 'Nothing is free at this moment.');
  if (signedIn) {
    table('laas-links', ['Chat account', ''], links.filter((l) => l.user === me.user).map((l) => [l.identity, linkActions(l)]),
      'None is linked.');
  }
}

async function refresh() {
  try {
    if (!document.hidden) {
      me ??= await api.get('me');
      time ??= clockOf(me.zone);
      await draw();
      say(`As of ${new Date().toLocaleTimeString([], { timeZone: me.zone || undefined })}`);
    }
  } catch (problem) {
    say(problem.message);
  }
  setTimeout(refresh, EVERY_MILLIS);
}

if (signedIn) byId('laas-make-code').addEventListener('click', makeCode);
refresh();
