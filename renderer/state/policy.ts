import { call } from '#renderer/client/call.ts';
import type { CallOutput } from '#shared/contract/contract.ts';
import { draftAt, dropDraft, writeDraft } from './documents.ts';
import { notify } from './notifications.ts';

export const policyUri = 'nhi:/policy';

/** Sets what is written; what was in force before can be put back. */
export async function savePolicy(): Promise<void> {
  const draft = draftAt(policyUri);
  if (draft === undefined) return;
  await putPolicy(draft.text);
}

/** Refuses with input.invalid where the text is no policy: what is in force stays, and so does the draft. */
export async function putPolicy(text: string): Promise<void> {
  const { hash, before } = await call('policy.set', { text });
  dropDraft(policyUri);
  notify({
    id: 'policy',
    message: `Policy ${hash} is in force: scores and findings follow it.`,
    actions: [{ label: 'Undo', command: 'policy.put-back', args: { text: before } }],
  });
}

/** Lays an earlier policy out to be looked at; saving it sets it again. */
export async function layOutPolicy(seq: number, inForce: string): Promise<void> {
  const { text } = await call('policy.text', { seq });
  writeDraft(policyUri, text, inForce);
}

export const checkPolicy = (text: string): Promise<CallOutput<'policy.check'>> => call('policy.check', { text });
