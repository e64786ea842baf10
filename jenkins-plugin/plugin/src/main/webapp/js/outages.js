// Outages for those who manage labs: what they hit is shown before they are set, once or again and again, at once or after holders were asked.
import { button, byId, confirmed, instantOf, table, text, withMore } from './api.js';

const form = byId('laas-outage');
const MAX_SHOWN = 20;
const FATES = { MOVED: 'moved', SHORTENED: 'shortened', ENDED: 'endsAtOnce', CANCELLED: 'cancelled', ASKED: 'isAsked', KEPT: 'kept' };
const EARLIER = new Set(['SHORTENED', 'ASKED']);

function item(...parts) {
  const made = document.createElement('li');
  made.append(...parts);
  return made;
}

function list(items) {
  const made = document.createElement('ul');
  made.append(...items);
  return made;
}

// The words of a choice of the form, or what there are no words for.
function words(select, value) {
  return [...select.options].find((option) => option.value === value)?.textContent ?? value;
}

function rule() {
  if (form.kind.value !== 'PLANNED' || !form.repeat.value) return '';
  if (form.times.value) return `${form.repeat.value};COUNT=${form.times.value}`;
  return form.last.value ? `${form.repeat.value};UNTIL=${form.last.value.replaceAll('-', '')}T235959` : form.repeat.value;
}

function repeatWords(repeat) {
  const parts = repeat.match(/^(FREQ=[A-Z]+)(?:;COUNT=(\d+)|;UNTIL=(\d{4})(\d\d)(\d\d)T235959)?$/);
  if (!parts) return repeat;
  const [, frequency, times, year, month, day] = parts;
  const often = words(form.repeat, frequency);
  if (times) return text('inAll', often, times);
  return year ? text('untilDay', often, `${year}-${month}-${day}`) : often;
}

// Only what matters for the choices so far is shown and sent.
function fit() {
  const planned = form.kind.value === 'PLANNED';
  const repeats = planned && form.repeat.value !== '';
  byId('laas-repeat').hidden = !planned;
  byId('laas-times').hidden = !repeats;
  byId('laas-last').hidden = !repeats;
  byId('laas-answer-before').hidden = !repeats;
  byId('laas-ask-until').hidden = !planned || repeats;
  form.times.disabled = !repeats || form.last.value !== '';
  form.last.disabled = !repeats || form.times.value !== '';
  byId('laas-preview').hidden = true;
}

function place(lab, host) {
  return new Option(host ? text('hostOfLab', host, lab) : text('wholeLab', lab), JSON.stringify(host ? { lab, host } : { lab }));
}

// Takes the form into service; the page gives its api, how it changes things, and the reader's zone and clock.
export function outagesOf(page) {
  let shown;

  function wanted() {
    const repeat = rule();
    const body = { ...JSON.parse(form.place.value), start: instantOf(form.start.value, page.zone), end: instantOf(form.end.value, page.zone),
      reason: form.reason.value };
    if (repeat) return { path: 'outages/series', query: {}, body: { ...body, repeat, answerBefore: form.answerBefore.value || undefined } };
    const askUntil = form.kind.value === 'PLANNED' ? instantOf(form.askUntil.value, page.zone) : undefined;
    return { path: 'outages', query: askUntil ? { askUntil } : {}, body: { ...body, kind: form.kind.value } };
  }

  async function hitItem(hit) {
    const b = await page.api.get(`bookings/${encodeURIComponent(hit.booking)}`);
    const made = item(`${text('hit', hit.booking, b.pod, b.owner, b.state.toLowerCase())}, `, page.time(b.start, b.end), `; ${text(FATES[hit.fate])}`);
    if (EARLIER.has(hit.fate)) made.append(', ', page.time(hit.end));
    return made;
  }

  // What each time hits; beyond some bookings only how many more there are.
  async function hitItems(times, repeats) {
    const items = [];
    let left = MAX_SHOWN;
    for (const time of times) {
      const some = await Promise.all(time.effects.slice(0, left).map(hitItem));
      if (some.length) items.push(...(repeats ? [item(page.time(time.start, time.end), list(some))] : some));
      left -= some.length;
    }
    const more = times.flatMap((t) => t.effects).length - (MAX_SHOWN - left);
    return more ? [...items, item(text('more', more))] : items;
  }

  function told(times, series) {
    const bookings = new Set(times.flatMap((t) => t.effects.map((hit) => hit.booking))).size;
    const hits = text(['hitsNone', 'hitsOne'][bookings] ?? 'hitsMany', bookings);
    return series ? `${text('times', times.length, series.zone)} ${hits}` : hits;
  }

  async function preview() {
    const want = wanted();
    const found = await page.api.post(`${want.path}/preview?${new URLSearchParams(want.query)}`, want.body);
    const series = found.coming ? found : undefined;
    const times = series ? series.coming : [found];
    const items = await hitItems(times, series !== undefined);
    const hits = times.flatMap((t) => t.effects);
    byId('laas-hits').textContent = told(times, series);
    byId('laas-hit-list').replaceChildren(...items);
    byId('laas-asked-first').hidden = !hits.some((hit) => hit.fate === 'ASKED');
    byId('laas-preview').hidden = false;
    // who sets it has seen what it hits; bookings made since are not forced away
    shown = { ...want, force: hits.some((hit) => hit.fate !== 'ASKED') };
  }

  async function set() {
    await page.api.post(`${shown.path}?${new URLSearchParams({ ...shown.query, force: shown.force })}`, shown.body);
    form.reset();
    fit();
  }

  function end(what, path, question, done) {
    return button(what, async () => {
      if (await confirmed(question)) await page.changed(() => page.api.post(`${path}/end`), done);
    }, true);
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    page.attempt(preview, text('nothingSet'));
  });
  form.addEventListener('input', fit);
  byId('laas-set').addEventListener('click', () => page.changed(set, text('outageSet')));
  fit();

  return {
    // Offers all labs and hosts, once.
    places(labs, hosts) {
      const all = labs.flatMap((lab) => [place(lab.id), ...hosts.filter((h) => h.lab === lab.id).map((h) => place(lab.id, h.id))]);
      if (form.place.options.length !== all.length) form.place.replaceChildren(...all);
    },

    draw(outages, series, questions) {
      const where = (o) => (o.host ? text('hostOfLab', o.host, o.lab) : o.lab);
      table('laas-outages', outages.map((o) =>
        [o.id, where(o), text(o.kind.toLowerCase()), page.time(o.start, o.end), o.series, o.reason, o.by,
          end(text('endNow'), `outages/${o.id}`, o.series ? text('reallyEndOne', o.id, o.series) : text('reallyEnd', o.id), text('ended', o.id))]));
      table('laas-series', series.map((s) =>
        [s.id, where(s), withMore(repeatWords(s.repeat), text('inTheTimeOf', s.zone)),
          s.coming.length ? page.time(s.coming[0].start) : text('notSetYet'), words(form.answerBefore, s.answerBefore ?? ''), s.reason, s.by,
          end(text('endSeries'), `outages/series/${s.id}`, text('reallyEndSeries', s.id), text('seriesEnded', s.id))]));
      table('laas-questions', questions.map((q) =>
        [q.booking, q.owner, text('forOutage', q.outage, q.reason), page.time(q.end), page.time(q.until), text(q.state.toLowerCase())]));
      byId('laas-repeating').hidden = series.length === 0;
      byId('laas-asked').hidden = questions.length === 0;
    },
  };
}
