import { useEffect, useState } from 'react';
import { useSession } from '#renderer/state/session.ts';
import { Icon } from '#renderer/ui/icon.tsx';

/** Shown while files hover over the window. The drop itself is taken by the preload, which knows the paths. */
export function DropOverlay() {
  const [visible, setVisible] = useState(false);
  const workspace = useSession((session) => session.status?.workspace ?? null);
  useEffect(() => {
    const enter = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes('Files') === true) setVisible(true);
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setVisible(false);
    };
    const drop = (): void => setVisible(false);
    window.addEventListener('dragenter', enter);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop, true);
    return () => {
      window.removeEventListener('dragenter', enter);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop, true);
    };
  }, []);
  if (!visible) return null;
  return (
    <div className="drop-overlay" role="status">
      <div>
        <Icon name="cloud-download" size={24} />
        <span className="bold">Drop to import{workspace === null ? '' : ` into ${workspace.name}`}</span>
        <span className="dim small">
          Exports of identity providers, clouds and vaults, logs, reports of secret scanners, CSV
        </span>
      </div>
    </div>
  );
}
