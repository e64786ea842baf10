import type { Config } from '../api/types';

/** What is in a config, in one line. */
export const contents = ({ image, images, installer, isos, cloudInit }: Config['config']): string =>
  [
    `image ${image}`,
    ...Object.entries(images).map(([whose, special]) => `${whose}: ${special}`),
    ...(installer ? [`installs ${installer}`] : []),
    ...(isos?.length ? [`ISOs ${isos.join(', ')}`] : []),
    ...(Object.keys(cloudInit ?? {}).length > 0 ? [`cloud-init: ${Object.keys(cloudInit).join(', ')}`] : []),
  ].join(' · ');
