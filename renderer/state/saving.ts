import { isRule, newRuleUri, ruleUri, saveRule } from './own-rules.ts';
import { policyUri, savePolicy } from './policy.ts';
import { tabKey } from './tabs.ts';

/** Saves what a page holds; answers the page that shows it from now on. Refuses as the engine does; the draft stays then. */
export async function saveDocument(uri: string): Promise<string> {
  if (tabKey(uri) === policyUri) await savePolicy();
  if (!isRule(uri)) return uri;
  const id = await saveRule(uri);
  return tabKey(uri) === newRuleUri && id !== null ? ruleUri(id) : uri;
}
