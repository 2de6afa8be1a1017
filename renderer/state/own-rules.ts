import { call } from '#renderer/client/call.ts';
import type { CallOutput } from '#shared/contract/contract.ts';
import { draftAt, dropDraft, writeDraft } from './documents.ts';
import { notify } from './notifications.ts';
import { tabKey } from './tabs.ts';

const home = 'nhi:/rule/';
export const newRuleUri = `${home}new`;
export const ruleUri = (id: string): string => `${home}${id}`;
export const isRule = (uri: string): boolean => tabKey(uri).startsWith(home);
/** null: it is a new one. */
export const ruleIdOf = (uri: string): string | null => {
  const id = tabKey(uri).slice(home.length);
  return id === 'new' ? null : id;
};

const template = `id: OWN-orphan-agent
title: Agent in production that nobody answers for
why: Nobody would notice what it does.
severity: high
when: kind:agent environment:prod owner:none,departed
fixes:
  - intent: assign_owner
    label: Name who answers for it
examples:
  - what: an agent of nobody
    identity: { kind: agent, environment: prod, owner: none }
    is: flagged
  - what: the same with an owner
    identity: { kind: agent, environment: prod, owner: single }
    is: clean
`;

/** A new rule begins with one that works. What was begun before stays. */
export function beginRule(): void {
  if (draftAt(newRuleUri) === undefined) writeDraft(newRuleUri, template, '');
}

/** Answers the id. Refuses with input.invalid where the text is no rule: the draft stays then. */
export async function saveRule(uri: string): Promise<string | null> {
  const draft = draftAt(uri);
  if (draft === undefined) return null;
  const { id, before } = await call('ownRules.save', { text: draft.text });
  dropDraft(uri);
  notify({
    id: 'own rule',
    message: `Rule ${id} is saved and runs.`,
    actions: [
      before === null
        ? { label: 'Undo', command: 'rule.remove', args: { id } }
        : { label: 'Undo', command: 'rule.restore', args: { text: before } },
    ],
  });
  return id;
}

export const checkRule = (text: string): Promise<CallOutput<'ownRules.check'>> => call('ownRules.check', { text });
