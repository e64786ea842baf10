import { DateTime } from 'luxon';
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { useMe } from '../api/queries';

const ZoneContext = createContext(Intl.DateTimeFormat().resolvedOptions().timeZone);

/** Times are shown in the zone that the reader set, else in the browser's. */
export function ZoneProvider({ children }: { children: ReactNode }) {
  const me = useMe();
  const zone = me.data?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  return <ZoneContext.Provider value={zone}>{children}</ZoneContext.Provider>;
}

export const useZone = (): string => useContext(ZoneContext);

export function inZone(instant: string, zone: string): DateTime {
  return DateTime.fromISO(instant, { zone }).setLocale(navigator.language);
}

/** A moment, in the reader's zone; the machine-readable form goes with it. */
export function Time({ at, seconds = false }: { at: string; seconds?: boolean }) {
  const zone = useZone();
  const time = inZone(at, zone);
  const format = seconds ? DateTime.DATETIME_SHORT_WITH_SECONDS : DateTime.DATETIME_MED_WITH_WEEKDAY;
  return (
    <time dateTime={at} title={`${time.toLocaleString(DateTime.DATETIME_FULL)} (${zone})`}>
      {time.toLocaleString(format)}
    </time>
  );
}

/** The present moment, again and again. */
export function useNow(everyMillis = 1000): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMillis);
    return () => clearInterval(timer);
  }, [everyMillis]);
  return now;
}

/** What goes into an input of type datetime-local, in the zone. */
export function toLocalInput(instant: string, zone: string): string {
  return DateTime.fromISO(instant, { zone }).toFormat("yyyy-MM-dd'T'HH:mm");
}

/** Reads such an input; undefined when there is nothing to read. */
export function fromLocalInput(text: string, zone: string): string | undefined {
  const time = DateTime.fromFormat(text, "yyyy-MM-dd'T'HH:mm", { zone });
  return time.isValid ? (time.toUTC().toISO({ suppressMilliseconds: true }) ?? undefined) : undefined;
}
