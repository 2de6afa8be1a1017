import { notify } from './notifications.ts';
import { useSession } from './session.ts';

/** Versions of everything, as one notification: what a bug report asks for. */
export function showAbout(): void {
  const { host } = useSession.getState();
  const text =
    host === null
      ? ''
      : `Electron ${host.versions.electron}, Chromium ${host.versions.chromium}, Node ${host.versions.node}.`;
  notify({
    id: 'about',
    message: `NHI Workbench ${host?.versions.app ?? ''}`.trim(),
    hint: [text, ...(host?.notices ?? [])].filter((part) => part !== '').join(' '),
  });
}
