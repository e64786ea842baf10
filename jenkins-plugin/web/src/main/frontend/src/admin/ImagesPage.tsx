import { useState } from 'react';
import { answer } from '../api/client';
import { useChange } from '../api/queries';
import type { Image, Iso } from '../api/types';
import { Time } from '../time/zone';
import { Button, Empty, Loaded, Panel, State } from '../ui/basics';
import { Confirm } from '../ui/Dialog';
import { Table, type Column } from '../ui/Table';
import { gib, word } from '../ui/words';
import { useImages, useIsos } from '../software/queries';
import { useSnapshots, type Snapshot } from './queries';

const MIB = 1024 * 1024;
const OVER = new Set(['DELETED', 'GONE']);

/** Sizes are known once a host that has the image was asked. */
const size = (bytes?: number) => (bytes === undefined ? 'not known yet' : gib(Math.ceil(bytes / MIB)));

const IMAGES: Column<Image>[] = [
  { head: 'Image', of: (image) => <bdi>{image.id}</bdi> },
  { head: 'Lab', of: (image) => <bdi>{image.lab}</bdi> },
  { head: 'System', of: (image) => <bdi>{image.os}</bdi> },
  { head: 'Processor', of: (image) => image.arch },
  { head: 'User', of: (image) => <bdi>{image.user}</bdi> },
  { head: 'Disk', of: (image) => size(image.diskBytes), kind: 'number' },
  { head: 'File', of: (image) => size(image.fileBytes), kind: 'number' },
  { head: 'From', of: (image) => (image.url ? <bdi>{image.url}</bdi> : 'a file of the lab'), kind: 'text' },
];

const ISOS: Column<Iso>[] = [
  { head: 'ISO', of: (iso) => <bdi>{iso.id}</bdi> },
  { head: 'Lab', of: (iso) => <bdi>{iso.lab}</bdi> },
  { head: 'On it', of: (iso) => <bdi>{iso.title}</bdi>, kind: 'text' },
  { head: 'From', of: (iso) => (iso.url ? <bdi>{iso.url}</bdi> : 'a file of the lab'), kind: 'text' },
];

/** What machines boot from: the labs' images, and the disks that users saved; and what jump hosts serve to installers. */
export function ImagesPage() {
  const images = useImages();
  const isos = useIsos();
  const snapshots = useSnapshots();
  const [open, setOpen] = useState<Snapshot>();
  const columns: Column<Snapshot>[] = [
    { head: 'Snapshot', of: (s) => <bdi>{s.name}</bdi> },
    { head: 'Lab', of: (s) => <bdi>{s.lab}</bdi> },
    { head: 'Of', of: (s) => <bdi>{s.owner}</bdi> },
    { head: 'Shared with', of: (s) => <bdi>{s.project ?? word(s.sharing)}</bdi> },
    { head: 'State', of: (s) => <State of={s.state} /> },
    { head: 'Size', of: (s) => gib(Math.round(s.bytes / MIB)), kind: 'number' },
    { head: 'Kept by', of: (s) => <bdi>{s.host}</bdi> },
    { head: 'Taken', of: (s) => <Time at={s.at} /> },
    {
      head: 'Actions',
      of: (s) =>
        OVER.has(s.state) ? null : (
          <Button look="danger" aria-label={`Delete ${s.name}`} onClick={() => setOpen(s)}>
            Delete
          </Button>
        ),
    },
    { head: 'Why', of: (s) => s.reason ?? '', kind: 'text' },
  ];
  return (
    <>
      <Panel title="Images">
        <p className="quiet">They stand in the lab file, with where they come from.</p>
        <Loaded query={images} what="the images">
          {images.data?.length ? (
            <Table title="Images" rows={images.data} columns={IMAGES} keyOf={(image) => `${image.lab} ${image.id}`} height="any" />
          ) : (
            <Empty>
              <p>No lab has an image yet. Add one to the lab file.</p>
            </Empty>
          )}
        </Loaded>
      </Panel>
      {isos.data?.length ? (
        <Panel title="Installer ISOs">
          <p className="quiet">They stand in the lab file; jump hosts serve those that the software of a booking names.</p>
          <Table title="Installer ISOs" rows={isos.data} columns={ISOS} keyOf={(iso) => `${iso.lab} ${iso.id}`} height="any" />
        </Panel>
      ) : null}
      <Panel title="Snapshots">
        <p className="quiet">Disks of machines that users saved; bookings use them like images.</p>
        <Loaded query={snapshots} what="the snapshots">
          {snapshots.data?.length ? (
            <Table title="Snapshots" rows={snapshots.data} columns={columns} keyOf={(s) => `${s.lab} ${s.name}`} height="any" />
          ) : (
            <Empty>
              <p>Nobody has saved a machine yet.</p>
            </Empty>
          )}
        </Loaded>
      </Panel>
      {open ? <DeleteDialog snapshot={open} onClose={() => setOpen(undefined)} /> : null}
    </>
  );
}

function DeleteDialog({ snapshot, onClose }: { snapshot: Snapshot; onClose: () => void }) {
  const remove = useChange((api, input: { snapshot: string; lab: string }, header) =>
    answer<Snapshot>(
      api.POST('/snapshots/{snapshot}/delete', { params: { path: { snapshot: input.snapshot }, query: { lab: input.lab }, header } }),
    ),
  );
  return (
    <Confirm
      title={`Delete ${snapshot.name} of ${snapshot.owner}?`}
      action="Delete it"
      busy={remove.isPending}
      problem={remove.error}
      onConfirm={() => remove.mutate({ snapshot: snapshot.name, lab: snapshot.lab }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <p>Nobody can book with it any more. Bookings that use it keep it; its files go when the last of them has ended.</p>
    </Confirm>
  );
}
