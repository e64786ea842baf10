// The overview: my bookings and what is free now, drawn again every ten seconds while somebody looks.
import { button, buttons, byId, client, clockOf, confirmed, say, table, text, withMore } from './api.js';

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
    made.push(button(text('extend'), () =>
      change(`bookings/${booking.id}/extend`, { by: 'P1D' }, text('extended', booking.id))));
  }
  if (close && me.rights.includes('BOOK') && booking.state !== 'CLEANING') {
    made.push(button(text('giveBack'), async () => {
      if (await confirmed(text('reallyGiveBack', booking.id))) {
        await change(`bookings/${booking.id}/release`, {}, text('givenBack', booking.id));
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
  return buttons(button(text('unlink'), () =>
    change(`links/${encodeURIComponent(link.identity)}/remove`, {}, text('unlinked', link.identity)), true));
}

async function makeCode() {
  try {
    const made = await api.post('me/link-code');
    const code = document.createElement('code');
    code.textContent = made.code;
    byId('laas-code').replaceChildren(`${text('code')} `, code, ` (${text('until')} `, (time ?? clockOf())(made.validUntil), ')');
  } catch (problem) {
    say(problem.message);
  }
}

async function draw() {
  const [bookings, pods, links] = await Promise.all(
    [api.get(`bookings?mine=true&state=${OPEN}&limit=50`), api.get('pods'), signedIn ? api.get('links') : []]);
  table('laas-mine',
    bookings.items.map((b) => [b.id, withMore(`${b.pod} (${b.config})`, b.purpose), b.state, time(b.start, b.end), jumpHost(b), actions(b)]),
    text('noBooking'));
  const free = pods.filter((p) => p.freeNow);
  table('laas-free',
    free.map((p) => [p.pod.id, p.lab, p.pod.description, p.pod.nodes.length]), text('nothingFree'));
  if (signedIn) {
    table('laas-links', links.filter((l) => l.user === me.user).map((l) => [l.identity, linkActions(l)]),
      text('noneLinked'));
  }
}

async function refresh() {
  try {
    if (!document.hidden) {
      me ??= await api.get('me');
      time ??= clockOf(me.zone);
      await draw();
      say(text('asOf', new Date().toLocaleTimeString([], { timeZone: me.zone || undefined })));
    }
  } catch (problem) {
    say(problem.message);
  }
  setTimeout(refresh, EVERY_MILLIS);
}

if (signedIn) byId('laas-make-code').addEventListener('click', makeCode);
refresh();
