import { useEffect, useRef, useState } from 'react';
import { useServices } from '../api/context';
import { MessageStream, type Connection } from '../api/stream';
import type { ConsolePart } from '../api/types';
import { Screen, type Run } from './screen';

export interface Watched {
  lines: Run[][];
  connection: Connection;
  /** Why there is no more, in the server's words. */
  ended?: string;
  text: () => string;
}

/** Watches what a machine prints. Goes on where it was after a lost connection. */
export function useConsole(booking: string, machine: string): Watched {
  const { host, session } = useServices();
  const [lines, setLines] = useState<Run[][]>([]);
  const [connection, setConnection] = useState<Connection>('connecting');
  const [ended, setEnded] = useState<string>();
  const screen = useRef<Screen>(undefined);
  useEffect(() => {
    const shown = new Screen();
    screen.current = shown;
    let seen = 0;
    let asked = 0;
    const draw = () => {
      asked = 0;
      setLines(shown.lines());
    };
    const stream = new MessageStream(
      { host, session, path: `/bookings/${encodeURIComponent(booking)}/machines/${encodeURIComponent(machine)}/console/stream` },
      {
        message: ({ event, data }) => {
          if (event === 'end') {
            stream.stop();
            setEnded(data);
            return;
          }
          const part = JSON.parse(data) as ConsolePart;
          // the file has begun anew
          if (part.next < seen) shown.clear();
          seen = part.next;
          shown.write(part.text, () => {
            asked ||= requestAnimationFrame(draw);
          });
        },
        connection: setConnection,
      },
    );
    setLines([]);
    setEnded(undefined);
    stream.start();
    return () => {
      stream.stop();
      cancelAnimationFrame(asked);
      shown.dispose();
    };
  }, [host, session, booking, machine]);
  return { lines, connection, ...(ended === undefined ? {} : { ended }), text: () => screen.current?.text() ?? '' };
}
