// The status page: asks the API with the token of this tab and draws tables. Everything shown is text, never markup.
const KEY = 'laas-token';
const EVERY_MILLIS = 5000;
const BAD = new Set(['FAILED', 'QUARANTINED', 'OFFLINE']);
const byId = (id) => document.getElementById(id);
let timer;

async function get(path) {
  const answer = await fetch(`api/v1/${path}`, {
    headers: { Authorization: `Bearer ${sessionStorage.getItem(KEY)}`, 'LaaS-Channel': 'WEB' },
  });
  const body = await answer.json();
  if (!answer.ok) throw new Error(body.message);
  return body;
}

const time = (text) => (text ? new Date(text).toLocaleString([], { dateStyle: 'short', timeStyle: 'short' }) : '');

function cell(value) {
  const td = document.createElement('td');
  if (value instanceof Node) td.append(value);
  else td.textContent = value ?? '';
  if (BAD.has(value)) td.className = 'bad';
  return td;
}

function progress(operation) {
  if (!operation) return '';
  const box = document.createElement('span');
  const running = operation.tasks.find((task) => task.state === 'RUNNING');
  if (operation.state === 'QUEUED' || operation.state === 'RUNNING') {
    const bar = document.createElement('progress');
    bar.max = 100;
    bar.value = operation.percent;
    box.append(bar, ` ${operation.kind.toLowerCase()}${running ? `: ${running.title}` : ''}`);
  } else {
    box.append(`${operation.kind.toLowerCase()} ${operation.state.toLowerCase()}${operation.reason ? `: ${operation.reason}` : ''}`);
  }
  return box;
}

function table(id, heads, rows) {
  const head = document.createElement('tr');
  head.append(...heads.map((text) => Object.assign(document.createElement('th'), { textContent: text, scope: 'col' })));
  const lines = rows.map((values) => {
    const row = document.createElement('tr');
    row.append(...values.map(cell));
    return row;
  });
  if (lines.length === 0) {
    const row = document.createElement('tr');
    row.append(Object.assign(cell('none'), { colSpan: heads.length }));
    lines.push(row);
  }
  byId(id).replaceChildren(head, ...lines);
}

async function draw() {
  const [labs, hosts, vpods, bookings] = await Promise.all(
    [get('labs'), get('hosts'), get('vpods'), get('bookings?limit=50')]);
  table('bookings', ['Booking', 'Pod', 'Owner', 'State', 'From', 'Until', 'Vpod', 'Work'], bookings.items.map((b) =>
    [b.id, `${b.pod} (${b.config})`, b.owner, b.state, time(b.start), time(b.end), b.vpod, progress(b.operation)]));
  table('vpods', ['Vpod', 'Lab', 'Host', 'Pod', 'Kind', 'State', 'Booking', 'Reason'], vpods.map((v) =>
    [v.id, v.lab, v.host, v.pod, v.kind.toLowerCase(), v.state, v.booking, v.reason]));
  table('hosts', ['Host', 'Lab', 'State', 'Guests by', 'Cores', 'Memory GiB', 'Disk GiB', 'Message'], hosts.map((h) =>
    [h.id, h.lab, h.state, h.accel, `${h.used.cores} of ${h.capacity.cores}`,
      `${Math.round(h.used.memoryMiB / 1024)} of ${Math.round(h.capacity.memoryMiB / 1024)}`,
      `${h.used.diskGiB} of ${h.capacity.diskGiB}`, h.message]));
  table('labs', ['Lab', 'Title', 'Contact', 'Zone'], labs.map((l) => [l.id, l.title, l.contact, l.zone]));
  byId('tables').hidden = false;
  byId('message').textContent = `As of ${new Date().toLocaleTimeString()}`;
}

async function refresh() {
  clearTimeout(timer);
  if (!sessionStorage.getItem(KEY)) return;
  try {
    await draw();
  } catch (problem) {
    byId('message').textContent = problem.message;
  }
  timer = setTimeout(refresh, EVERY_MILLIS);
}

byId('sign-in').addEventListener('submit', (event) => {
  event.preventDefault();
  sessionStorage.setItem(KEY, byId('token').value.trim());
  byId('token').value = '';
  refresh();
});
byId('forget').addEventListener('click', () => {
  sessionStorage.removeItem(KEY);
  clearTimeout(timer);
  byId('tables').hidden = true;
  byId('message').textContent = 'Forgotten.';
});
refresh();
