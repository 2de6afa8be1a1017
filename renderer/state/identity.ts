import { useEffect, useState } from 'react';
import { call } from '#renderer/client/call.ts';

interface RawRecord {
  readonly json: string;
  /** Why there is none; empty when there is one, or it is on its way. */
  readonly message: string;
}

const nothing: RawRecord = { json: '', message: '' };
const notKept: RawRecord = { json: '', message: 'There is no record to show: this source kept none.' };

/** The record of one source as its file had it, secrets stripped; asked for when it is shown. */
export function useSourceRecord(id: string, source: number): RawRecord {
  const [record, setRecord] = useState<RawRecord>(nothing);
  useEffect(() => {
    let current = true;
    call('identities.record', { id, source }).then(
      ({ json }) => current && setRecord(json === '' ? notKept : { json, message: '' }),
      (error: Error) => current && setRecord({ json: '', message: error.message }),
    );
    return () => {
      setRecord(nothing);
      current = false;
    };
  }, [id, source]);
  return record;
}
