// The overview: my bookings and what is free now, drawn again every ten seconds while somebody looks.
import { button, buttons, byId, client, clockOf, say, table } from './api.js';

const EVERY_MILLIS = 10_000;
const OPEN = 'REQUESTED,WAITING,SCHEDULED,PROVISIONING,ACTIVE,CLEANING';
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
    made.push(button('Give back', () =>
      change(`bookings/${booking.id}/release`, {}, `${booking.id} is given back.`), true));
  }
  return buttons(...made);
}

function jumpHost(booking) {
  if (!booking.access) return '';
  const code = document.createElement('code');
  code.textContent = `ssh ${booking.access.user}@${booking.access.address}`;
  return code;
}

async function draw() {
  const [bookings, pods] = await Promise.all([api.get(`bookings?mine=true&state=${OPEN}&limit=50`), api.get('pods')]);
  table('laas-mine', ['Booking', 'Pod', 'State', 'From', 'Until', 'Jump host', 'Purpose', ''],
    bookings.items.map((b) => [b.id, `${b.pod} (${b.config})`, b.state, time(b.start), time(b.end), jumpHost(b), b.purpose, actions(b)]),
    'You have no booking.');
  const free = pods.filter((p) => p.freeNow);
  table('laas-free', ['Pod', 'Lab', 'What it is', 'Machines'],
    free.map((p) => [p.pod.id, p.lab, p.pod.description, p.pod.nodes.length]), 'Nothing is free at this moment.');
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

refresh();
