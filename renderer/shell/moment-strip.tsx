import type { ReactNode } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { deedWords } from '#renderer/state/moment.ts';
import { useSession } from '#renderer/state/session.ts';
import { Button } from '#renderer/ui/button.tsx';
import { exact, number, stamp } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';

/** Says that what is shown is not now, for as long as that is so, with the way back. */
export function MomentStrip(): ReactNode {
  const moment = useSession((session) => session.status?.workspace?.moment ?? null);
  if (moment === null) return null;
  return (
    <div className="moment-strip" role="status">
      <Icon name="history" size={14} />
      <span
        className="grow ellipsis"
        title={`${exact(moment.at)}: ${deedWords(moment)}. Scores and ages are those of then; nothing can be changed.`}
      >
        <b>{`As of record #${moment.seq} of ${number(moment.records)}, ${stamp(moment.at)}`}</b>
        {` (${deedWords(moment)}). Scores and ages are those of then; nothing can be changed.`}
      </span>
      <Button primary onClick={() => void runCommand('moment.leave')}>
        Back to Now
      </Button>
      <Button onClick={() => void runCommand('diff.with-now')}>Compare with Now</Button>
      <Button onClick={() => void runCommand('moment.open')}>Another Moment…</Button>
    </div>
  );
}
