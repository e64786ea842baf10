import { fireEvent, render, screen } from '@testing-library/react';
import { beforeAll, expect, test, vi } from 'vitest';
import type { Installer, OutageSeries, Vpod } from '../api/types';
import { asked } from './AuditPage';
import { needs } from './InstallersPage';
import { askWords, effectsOf, hitsOf, repeatWords } from './repeats';
import { ReasonDialog } from './ReasonDialog';
import { limit } from '../time/limit';
import { deeds } from './VpodsPage';

const vpod = (state: string, more: Partial<Vpod> = {}) => ({ id: 'vpod1', kind: 'STATIC', state, ...more }) as Vpod;

// jsdom draws no modal dialogs
beforeAll(() => {
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function () {
    this.open = false;
  };
});

test('offers what a virtual pod allows in its state', () => {
  expect(deeds(vpod('FREE'))).toEqual(['reinitialise', 'anew', 'quarantine', 'drain']);
  expect(deeds(vpod('IN_USE'))).toEqual(['quarantine', 'drain']);
  expect(deeds(vpod('CLEANING'))).toEqual(['quarantine', 'drain']);
  expect(deeds(vpod('QUARANTINED'))).toEqual(['return', 'anew', 'drain']);
  expect(deeds(vpod('DRAINED'))).toEqual(['return', 'anew']);
  expect(deeds(vpod('GONE'))).toEqual([]);
  expect(deeds(vpod('IN_USE', { reason: 'fan broken' }))).toEqual(['return']);
  expect(deeds(vpod('IN_USE', { kind: 'DYNAMIC' }))).toEqual([]);
  expect(deeds(vpod('QUARANTINED', { kind: 'DYNAMIC' }))).toEqual(['return']);
});

test('sends nothing without a reason where one is needed', () => {
  const confirm = vi.fn();
  render(
    <ReasonDialog title="Drain it?" action="Drain it" busy={false} problem={undefined} onConfirm={confirm} onClose={() => undefined}>
      <p>It goes.</p>
    </ReasonDialog>,
  );
  fireEvent.change(screen.getByLabelText('Reason'), { target: { value: '   ' } });
  fireEvent.click(screen.getByText('Drain it'));
  expect(confirm).not.toHaveBeenCalled();
  expect(screen.getByRole('alert')).toHaveTextContent('Say why');
  fireEvent.change(screen.getByLabelText('Reason'), { target: { value: 'fan broken ' } });
  fireEvent.click(screen.getByText('Drain it'));
  expect(confirm).toHaveBeenCalledExactlyOnceWith('fan broken');
});

test('says limits in words', () => {
  expect([limit('PT30M'), limit(2), limit(['P3D', 'PT2H']), limit([]), limit({ pods: ['x'] })]).toEqual([
    '30 min',
    '2',
    '3 d, 2 h',
    'none',
    '{"pods":["x"]}',
  ]);
});

test('asks for events of a time in the zone of the reader, and leaves out what says nothing', () => {
  expect(asked(new URLSearchParams('user=bob&from=2026-07-01T12:00&to=soon&vpod=+'), 'Europe/Paris')).toEqual({
    user: 'bob',
    from: '2026-07-01T10:00:00Z',
  });
});

test('counts a booking once that an outage hits at several of its times', () => {
  const coming = [{ hits: ['b-1', 'b-2'] }, {}, { hits: ['b-2', 'b-3'] }];
  expect(hitsOf({ coming } as unknown as OutageSeries)).toEqual(['b-1', 'b-2', 'b-3']);
});

test('tells of a booking that several times hit what the first does to it', () => {
  const hit = (booking: string, fate: string) => ({ booking, fate });
  const coming = [{ effects: [hit('b-1', 'ASKED')] }, {}, { effects: [hit('b-1', 'KEPT'), hit('b-2', 'MOVED')] }];
  expect(effectsOf({ coming } as unknown as OutageSeries)).toEqual([hit('b-1', 'ASKED'), hit('b-2', 'MOVED')]);
});

test('says in words how long holders may answer', () => {
  expect([undefined, 'PT24H', 'PT90M'].map(askWords)).toEqual(['–', 'until a day before', 'until PT90M before']);
});

test('says in words how an outage repeats, and a rule of its own as it is', () => {
  expect(repeatWords('FREQ=WEEKLY')).toBe('every week');
  expect(repeatWords('FREQ=MONTHLY;BYDAY=2SU')).toBe('FREQ=MONTHLY;BYDAY=2SU');
});

test('says in words what an installer needs', () => {
  const installer = { nodes: 2, memoryMiB: 2048, cores: 1, networks: ['admin', 'public'], internet: true } as Installer;
  expect(needs(installer)).toEqual([
    '2 nodes besides the jump host',
    '2 GiB on every machine',
    '1 core on every machine',
    'the networks admin and public',
    'the internet',
  ]);
  expect(needs({ ...installer, nodes: 0, memoryMiB: 0, cores: 0, networks: [], internet: false })).toEqual([]);
});
