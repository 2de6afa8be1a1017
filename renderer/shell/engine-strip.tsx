import { useEffect, useRef } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { notify } from '#renderer/state/notifications.ts';
import { enginePhase, useSession } from '#renderer/state/session.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Icon } from '#renderer/ui/icon.tsx';

/** Says that the engine is gone, for as long as it is, and that it is back. */
export function EngineStrip() {
  const phase = useSession(enginePhase);
  const message = useSession((session) => session.host?.engine.message ?? '');
  const before = useRef(phase);
  useEffect(() => {
    if (phase === 'running' && (before.current === 'restarting' || before.current === 'stopped')) {
      notify({ id: 'engine', message: 'The engine is running again. Nothing that was acknowledged is lost.' });
    }
    before.current = phase;
  }, [phase]);
  if (phase === 'running' || phase === 'starting') return null;
  return (
    <div className="engine-strip" role="alert">
      <Icon name={phase === 'restarting' ? 'sync' : 'error'} size={14} className="warning-text" />
      <span className="grow">
        {message === '' ? 'The engine stopped.' : message}{' '}
        {phase === 'restarting' ? 'It is being started again; nothing that was acknowledged is lost.' : ''}
      </span>
      {phase === 'stopped' ? (
        <Button onClick={() => void runCommand('engine.restart')}>Restart the Engine</Button>
      ) : null}
    </div>
  );
}
