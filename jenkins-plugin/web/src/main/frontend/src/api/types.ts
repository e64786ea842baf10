import type { components } from './schema';

type Schemas = components['schemas'];

/** The API leaves out what is absent and nothing else: every field is there but those named. */
type Shown<T, Absent extends keyof T = never> = Required<Omit<T, Absent>> & Pick<T, Absent>;

export type Capacity = Shown<Schemas['Capacity']>;
export type Task = Shown<Schemas['TaskJson'], 'message' | 'startedAt' | 'finishedAt'>;
export type Operation = Shown<
  Omit<Schemas['OperationJson'], 'tasks'>,
  'booking' | 'startedAt' | 'finishedAt' | 'reason' | 'consoleTail'
> & { tasks: Task[] };
export type Machine = Shown<Schemas['MachineAccess']>;
/** How a machine is now, as its host and its guest say. */
export type MachineNow = Shown<Schemas['MachineJson']>;
export type Parameter = Shown<Schemas['ParameterJson'], 'standard' | 'pattern'>;
export type Installer = Omit<Shown<Schemas['InstallerJson']>, 'parameters'> & { parameters: Parameter[] };
export type Installers = { installers: Installer[]; problems: string[] };
export type ConsolePart = Shown<Schemas['ConsoleJson']>;
export type Access = Omit<Shown<Schemas['PodAccess']>, 'machines'> & { machines: Machine[] };
export type Booking = Shown<
  Omit<Schemas['BookingJson'], 'access' | 'operation'>,
  | 'vpod'
  | 'host'
  | 'origin'
  | 'reason'
  | 'purpose'
  | 'project'
  | 'idleSince'
  | 'reclaimableFrom'
  | 'waitPosition'
  | 'expectedStart'
  | 'offerUntil'
  | 'podVersion'
  | 'configVersion'
  | 'approval'
> & { access?: Access; operation?: Operation };
export type Nic = Shown<Schemas['Nic']>;
export type Node = Omit<Shown<Schemas['NodeSpec']>, 'nics'> & { nics: Nic[] };
export type Network = Shown<Schemas['NetworkSpec'], 'vlan' | 'subnet'>;
export type PodSpec = { id: string; description: string; nodes: Node[]; networks: Network[] };
export type Made = Shown<Schemas['MadeJson'], 'project'>;
export type Pod = { lab: string; pod: PodSpec; demand: Capacity; freeNow: boolean; closed: boolean; made?: Made };
export type Config = { lab: string; config: Shown<Schemas['Config'], 'installer'>; made?: Made };
export type LabAccess = Shown<Schemas['LabAccessJson']>;
export type Lab = Omit<Shown<Schemas['LabJson'], 'whyNot'>, 'policy' | 'access'> & { policy: Record<string, unknown>; access?: LabAccess };
/** The text of a lab, and whether it can be changed here. */
export type LabFile = Shown<Schemas['LabFileJson'], 'why'>;
export type LabProblem = Shown<Schemas['LabProblemJson']>;
export type LabFileChange = Shown<Schemas['LabFileChangeJson'], 'before' | 'after'>;
export type HeldBooking = Shown<Schemas['HeldBookingJson']>;
/** What a text would do in the place of the present one. */
export type LabFileCheck = Omit<Shown<Schemas['LabFileCheckJson'], 'forbidden'>, 'problems' | 'changes' | 'bookings'> & {
  problems: LabProblem[];
  changes: LabFileChange[];
  bookings: HeldBooking[];
};
export type Host = Omit<Shown<Schemas['HostJson'], 'message'>, 'capacity' | 'used'> & {
  capacity: Capacity;
  used: Capacity;
};
export type Vpod = Shown<Schemas['VpodJson'], 'booking' | 'reason'>;
export type Outage = Omit<Shown<Schemas['OutageJson'], 'host' | 'hits' | 'series'>, 'effects'> & { effects?: OutageHit[] };
/** Whether the holder of a booking lets it end before a planned outage. */
export type Shortening = Shown<Schemas['ShorteningJson'], 'by' | 'at'>;
/** What an outage would do to a booking. */
export type OutageHit = Shown<Schemas['OutageHitJson'], 'vpod'>;
/** One that repeats; before it is set it has neither an id nor somebody who set it. */
export type OutageSeries = Omit<Shown<Schemas['OutageSeriesJson'], 'host' | 'id' | 'by' | 'answerBefore'>, 'coming'> & { coming: Outage[] };
export type LabEvent = Shown<
  Schemas['EventJson'],
  'lab' | 'booking' | 'vpod' | 'operation' | 'data'
> & { data?: Record<string, string> };
export type Me = Shown<Schemas['MeJson'], 'zone'>;
export type Extension = Shown<Schemas['ExtensionJson'], 'latestEnd'>;
export type Availability = Shown<Schemas['AvailabilityJson'], 'start' | 'end'>;
export type Bar = Shown<Schemas['CalendarBarJson'], 'project' | 'purpose' | 'host' | 'vpod'>;
export type Calendar = { from: string; to: string; bars: Bar[]; cut: boolean };
export type Draft = Omit<Shown<Schemas['DraftJson']>, 'content'> & { content: Record<string, unknown> };
export type Usage = Shown<Schemas['UsageJson']>;
export type Week = Shown<Schemas['WeekJson']>;
export type HostUse = Shown<Schemas['HostUseJson']>;
export type OperationTimes = Shown<Schemas['OperationTimesJson']>;
export type Waits = Shown<Schemas['WaitsJson']>;
export type Forecast = Shown<Schemas['ForecastJson']>;
export type Snapshot = Omit<Shown<Schemas['SnapshotJson'], 'operation' | 'project' | 'reason'>, 'images'> & {
  images: Shown<Schemas['SnapshotImageJson'], 'sha256'>[];
};
export type NewSnapshot = Schemas['NewSnapshotJson'];
export type Leak = Shown<Schemas['LeakJson']>;
export type LeakReport = { leaks: Leak[]; unreachable: string[] };
export type Token = Shown<Schemas['TokenJson'], 'secret'>;
export type Link = Shown<Schemas['LinkJson'], 'code'>;
export type Key = Shown<Schemas['KeyJson']>;
export type NewBooking = Schemas['NewBookingJson'];
/** The descriptor files of a pod that is not booked. */
export type Described = Shown<Schemas['DescribedPodJson']>;
export type NewPod = Schemas['NewPodJson'];
export type NewConfig = Schemas['NewConfigJson'];
export type Project = Shown<Schemas['ProjectJson']>;
export type Image = Shown<Schemas['ImageJson'], 'url' | 'sha256' | 'diskBytes' | 'fileBytes'>;
/** An installer ISO of a lab. */
export type Iso = Shown<Schemas['IsoJson'], 'url' | 'sha256'>;
export type Page<T> = { items: T[]; next?: string };

/** What the API says when it refuses. */
export type ErrorBody = { code: string; message: string; details?: Record<string, unknown> };
