import type { ReactNode } from 'react';
import type { Booking } from '../api/types';
import { Time } from '../time/zone';
import { Panel } from '../ui/basics';

export function Facts({ booking }: { booking: Booking }) {
  const facts: [string, ReactNode][] = [
    ['From', <Time key="from" at={booking.start} />],
    ['Until', <Time key="until" at={booking.end} />],
    ['Software', booking.configVersion ? `${booking.config}, version ${booking.configVersion}` : booking.config],
    ['Lab', booking.lab],
    ['Virtual pod', booking.vpod],
    ['Host', booking.host],
    ['Project', booking.project],
    ['Made by', booking.origin ? `${booking.channel.toLowerCase()}, ${booking.origin}` : booking.channel.toLowerCase()],
    ['Extended', booking.extensions > 0 ? `${booking.extensions} times` : undefined],
  ];
  return (
    <Panel title="About">
      <dl>
        {facts
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </Panel>
  );
}
