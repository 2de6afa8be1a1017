import { useEffect, useState } from 'react';
import { call } from '#renderer/client/call.ts';

interface RawRecord {
  readonly json: string;
  /** Why there is none; empty when there is one. */
  readonly message: string;
}

/** The record of one source as its file had it, secrets stripped; asked for when it is shown. */
export function useSourceRecord(id: string, source: number): RawRecord {
  const [record, setRecord] = useState<RawRecord>({ json: '', message: '' });
  useEffect(() => {
    let current = true;
    call('identities.record', { id, source }).then(
      ({ json }) => current && setRecord({ json, message: '' }),
      (error: Error) => current && setRecord({ json: '', message: error.message }),
    );
    return () => {
      current = false;
    };
  }, [id, source]);
  return record;
}
