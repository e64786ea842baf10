import { isBootable, type Bootable } from './model';

interface ImageChoiceProps {
  ids: { id: string; 'aria-describedby'?: string; 'aria-invalid'?: boolean };
  value: string;
  bootable: Bootable;
  onChange: (image: string) => void;
}

/** One of the images that machines can boot from: those of the lab, and those that were saved. */
export function ImageChoice({ ids, value, bootable, onChange }: ImageChoiceProps) {
  return (
    <select {...ids} value={value} onChange={(e) => onChange(e.target.value)}>
      {value ? null : <option value="">–</option>}
      {value && !isBootable(value, bootable) ? <option value={value}>{value} (not there any more)</option> : null}
      <optgroup label="Images of the lab">
        {bootable.images.map(({ id, os }) => (
          <option key={id} value={id}>
            {id}
            {os && os !== id ? ` (${os})` : ''}
          </option>
        ))}
      </optgroup>
      {bootable.saved.length > 0 ? (
        <optgroup label="Snapshots">
          {bootable.saved.map(({ id }) => (
            <option key={id}>{id}</option>
          ))}
        </optgroup>
      ) : null}
    </select>
  );
}
