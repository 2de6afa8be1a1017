// What people write in YAML, in the order of the palette.
import { documentDiscard } from './document-discard.ts';
import { documentSave } from './document-save.ts';
import { documentSaveAndClose } from './document-save-and-close.ts';
import { policyChange } from './policy-change.ts';
import { policyLayOut } from './policy-lay-out.ts';
import { policyPutBack } from './policy-put-back.ts';
import { policyReset } from './policy-reset.ts';
import { policyShow } from './policy-show.ts';
import { ruleEdit } from './rule-edit.ts';
import { ruleNew } from './rule-new.ts';
import { ruleRemove } from './rule-remove.ts';
import { ruleRestore } from './rule-restore.ts';

export const documents = [
  documentSave,
  documentSaveAndClose,
  documentDiscard,
  policyShow,
  policyReset,
  policyChange,
  policyLayOut,
  policyPutBack,
  ruleNew,
  ruleEdit,
  ruleRemove,
  ruleRestore,
] as const;
