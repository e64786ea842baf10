import { useState } from 'react';
import { useNavigate } from 'react-router';
import { answer } from '../api/client';
import { useAvailability, useChange, useConfigsFor, useLabs, useQuestions } from '../api/queries';
import type { Booking, NewBooking, Pod } from '../api/types';
import { choices, isoMillis, isoOfHours, spoken } from '../time/lengths';
import { fromLocalInput, Time, toLocalInput, useZone } from '../time/zone';
import { Button, Field, Problem } from '../ui/basics';
import { Dialog } from '../ui/Dialog';
import { Parameters } from '../ui/Parameters';
import { anyMistake, said, type Values } from '../ui/parameters';

const HOUR = 3_600_000;
const WEEK = 168 * HOUR;

/** A slot that was chosen before; a length of 0 leaves it to the lab. */
export interface Start {
  start: number;
  length: number;
}

interface QuickBookingProps {
  when?: (Start & { vpod?: string }) | undefined;
  pod: Pod;
  pods: Pod[];
  onClose: () => void;
}

const keyOf = (pod: Pod) => `${pod.lab}/${pod.pod.id}`;

/** Everything is filled in: one press books. What is changed is looked up while it is changed. */
export function QuickBooking({ pod: first, pods, when, onClose }: QuickBookingProps) {
  const navigate = useNavigate();
  const [pod, setPod] = useState(first);
  const configs = useConfigsFor(pod.lab, pod.pod.id).data ?? [];
  const policy = useLabs().data?.find((lab) => lab.id === pod.lab)?.policy ?? {};
  const standard = isoMillis(policy['default-length']) ?? WEEK;
  const [config, setConfig] = useState('');
  const [chosen, setChosen] = useState<number | undefined>(when?.length || undefined);
  const zone = useZone();
  const [start, setStart] = useState(when ? toLocalInput(new Date(when.start).toISOString(), zone) : '');
  const starts = fromLocalInput(start, zone);
  const [purpose, setPurpose] = useState('');
  const asks = useQuestions(pod.lab).data ?? [];
  const [answers, setAnswers] = useState<Values>({});
  const [pressed, setPressed] = useState(false);
  const length = chosen ?? standard;
  const iso = isoOfHours(length / HOUR);
  const free = useAvailability({ lab: pod.lab, pod: pod.pod.id, config: config || undefined, start: starts, length: iso }, true);
  const book = useChange((api, input: NewBooking, headers) =>
    answer<Booking>(api.POST('/bookings', { body: input, params: { header: headers } })),
  );
  const waits = free.data?.free === false;
  const submit = () =>
    book.mutate(
      {
        lab: pod.lab,
        pod: pod.pod.id,
        ...(config ? { config } : {}),
        ...(purpose.trim() ? { purpose: purpose.trim() } : {}),
        length: iso,
        ...(starts ? { start: starts } : {}),
        ...(when?.vpod ? { vpod: when.vpod } : {}),
        mayWait: waits,
        ...(asks.length > 0 ? { answers: said(answers) } : {}),
      },
      { onSuccess: (booking) => void navigate(`/bookings/${booking.id}`) },
    );
  return (
    <Dialog title="Book a pod" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setPressed(true);
          if (!anyMistake(asks, answers)) submit();
        }}
      >
        <Field label="Pod" hint={pod.pod.description || undefined}>
          {(ids) => (
            <select
              {...ids}
              value={keyOf(pod)}
              onChange={(event) => {
                const next = pods.find((p) => keyOf(p) === event.target.value);
                if (next) setPod(next);
                setConfig('');
                setChosen(undefined);
                setAnswers({});
              }}
            >
              {pods.map((p) => (
                <option key={keyOf(p)} value={keyOf(p)}>
                  {p.pod.id} (lab {p.lab}
                  {p.freeNow ? ', free now' : ''})
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label="Software">
          {(ids) => (
            <select {...ids} value={config} onChange={(event) => setConfig(event.target.value)}>
              <option value="">the first that fits</option>
              {configs.map((c) => (
                <option key={c.config.id} value={c.config.id}>
                  {c.config.id}
                  {c.config.description ? ` – ${c.config.description}` : ''}
                </option>
              ))}
            </select>
          )}
        </Field>
        {when ? (
          <Field label={`From (${zone})`}>
            {(ids) => <input {...ids} type="datetime-local" value={start} onChange={(e) => setStart(e.target.value)} />}
          </Field>
        ) : null}
        <Field label="For how long">
          {(ids) => (
            <select {...ids} value={length} onChange={(event) => setChosen(Number(event.target.value))}>
              {choices(isoMillis(policy['min-length']) ?? HOUR / 2, isoMillis(policy['max-length']) ?? 3 * WEEK, length).map(
                (millis) => (
                  <option key={millis} value={millis}>
                    {spoken(millis)}
                  </option>
                ),
              )}
            </select>
          )}
        </Field>
        <Field label="What for" hint="Others see it in the calendar; may be left out.">
          {(ids) => <input {...ids} maxLength={500} value={purpose} onChange={(e) => setPurpose(e.target.value)} />}
        </Field>
        <Parameters parameters={asks} values={answers} strict={pressed} onChange={setAnswers} />
        <div role="status" className="availability">
          {free.isPending ? <p>Looking when it is free …</p> : null}
          {free.data?.free ? <p>It is free {starts ? 'then' : 'now'}.</p> : null}
          {waits ? (
            <>
              {free.data?.conflicts.map((text) => (
                <p key={text}>{text}</p>
              ))}
              {free.data?.start ? (
                <p>
                  Next free: <Time at={free.data.start} />. You can wait in the queue and are told when it is yours.
                </p>
              ) : null}
            </>
          ) : null}
        </div>
        <Problem of={free.isError ? free.error : book.error} />
        <div className="buttons">
          <Button type="submit" look="main" busy={book.isPending}>
            {waits ? 'Wait in the queue' : starts ? 'Book it' : 'Book it now'}
          </Button>
          <Button onClick={onClose}>Go back</Button>
        </div>
      </form>
    </Dialog>
  );
}
